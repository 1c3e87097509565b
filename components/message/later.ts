import { later } from '../shared/later.js';

/** What may be done to messages, its buttons and its menu: for the first row that is pointed at or has failed. */
export const tools = later(() => import('./tools.define.js'));

/** What is to be said of few messages: reactions, marks, notes, changes under way. */
export const extras = later(() => import('./extras.define.js'));
