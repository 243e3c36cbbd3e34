import { createApp } from 'vue';
import App from './App.vue';
import { createRoutes } from './routes';
import './styles/base.css';

createApp(App).use(createRoutes()).mount('#app');
