import { prepareActs } from '../../core/index.js';
import { once } from '../shared/once.js';
import { extras, tools } from './later.js';

/** Whoever points at messages may act on them, and find the way back to the newest, where the network is gone: by then all that takes is here. */
export const prepareRows = once(() =>
  Promise.all([
    prepareActs(),
    tools.load(),
    extras.load(),
    import('./questions.js'),
    import('../message-list/extras.js'),
    import('../message-list/roving.js'),
  ]),
);

/** Answering and editing, where one can write. */
export const prepareWriting = once(() => import('../composer/more/more.js'));
