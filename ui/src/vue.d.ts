// For tools that do not read .vue files themselves; vue-tsc does, and goes by the file.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
