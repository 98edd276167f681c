// Starts the client.

import { App } from './app.js';
import { language } from './text/words.js';
import { Root } from './views/root.js';

document.documentElement.lang = language;
const app = new App();
new Root(app, document.body);
app.start();
