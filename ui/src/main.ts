import { createApp } from 'vue';
import App from './App.vue';
import { showFaults } from './faults';
import { createRoutes } from './routes';
import './styles/base.css';

const app = createApp(App);
showFaults(app);
app.use(createRoutes()).mount('#app');
