import { pageSettings } from './lib/sign-in.js';

pageSettings();
