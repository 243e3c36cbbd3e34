import { createApp } from 'vue';
import App from './App.vue';
import { greetArrivals } from './arrive';
import { showFaults } from './faults';
import { createRoutes } from './routes';
import './styles/base.css';
import './styles/plain.css';

const app = createApp(App);
showFaults(app);
const router = createRoutes();
greetArrivals(router);
app.use(router).mount('#app');
