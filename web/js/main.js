// Starts the client.

import { App } from './app.js';
import { Root } from './views/root.js';

const app = new App();
new Root(app, document.body);
app.start();
