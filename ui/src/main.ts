import { createApp } from 'vue';
import App from './App.vue';
import { greetArrivals } from './arrive';
import { handOnDrops, refuseDrops } from './drops';
import { showFaults } from './faults';
import { createRoutes } from './routes';
import { showProblem } from './session';
import './styles/base.css';
import './styles/plain.css';

const app = createApp(App);
showFaults(app);
refuseDrops();
handOnDrops().catch(showProblem);
const router = createRoutes();
greetArrivals(router);
router.onError(showProblem);
app.use(router).mount('#app');
