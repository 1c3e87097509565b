import { whole } from './_whole.js';

whole('plain DOM, every row in the document');
