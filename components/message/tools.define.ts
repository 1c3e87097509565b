import '../menu/index.js';
import { message as words } from '../../locales/parts/message.js';
import { teach } from '../shared/languages.js';

teach(words);

export { RowTools } from './row-tools.js';
