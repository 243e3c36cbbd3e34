// The addresses of all pages, with nothing on them: for tests of components that link to pages.
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { createRoutes } from '../src/routes';

const blank = { render: () => null };

/** Builds a router that knows every page by its name and loads none. */
export function stubRoutes(): Router {
  const routes = createRoutes().getRoutes().flatMap(({ path, name }) => (name === undefined ? [] : [{ path, name, component: blank }]));
  return createRouter({ history: createMemoryHistory(), routes });
}
