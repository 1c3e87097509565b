import type { ActsHost, RunningRows } from '../acts/host.js';
import type { Conversation } from '../model/index.js';
import { levelOf, UNSET } from './level.js';
import { notifyActs } from './notify.js';
import { rowActs } from './rows.js';
import { Speaker } from './speaker.js';
import { Sums } from './sums.js';
import { tagActs } from './tags.js';
import { Views } from './views.js';

const GONE: readonly unknown[] = ['removed', 'left', 'banned'];

/** From now on wider levels have a say too: a row that they silence is counted apart. */
const widen = ({ ctx, book, unread }: ActsHost): void => {
  const { store } = ctx;
  const levels = () => store.get('settings', 'self')?.notify ?? UNSET;
  book.mutes = (row: Conversation): boolean =>
    !GONE.includes(row.standing?.locked) && levelOf(row, levels()) === 'none';
  let last = JSON.stringify(levels());
  const again = (): void => {
    const now = JSON.stringify(levels());
    if (now === last) return;
    last = now;
    store.commit('remote', (writer) => book.rebuild(writer));
    void unread.refresh();
  };
  store.tap(({ origin, changes }) => {
    if (origin !== 'mirror' && changes.some(({ key }) => key === 'settings/self')) queueMicrotask(again);
  });
  store.commit('remote', (writer) => book.rebuild(writer));
};

/** The list of conversations, further: filtered lists, marks, tags, levels. */
export const createRows = (host: ActsHost): RunningRows => {
  const { store, log } = host.ctx;
  const [views, sums] = [new Views(host), new Sums(store, host.book)];
  host.book.beside = {
    row(writer, before, after) {
      views.row(writer, before, after);
      sums.row(writer, before, after);
    },
    all(writer) {
      views.all(writer);
      sums.all(writer);
    },
    exact: (writer, told) => sums.exact(writer, told),
  };
  widen(host);
  // What is not loaded has its share.
  void host.unread.refresh();
  const tags = tagActs(host);
  let speaker: Speaker | undefined;
  const speaking = (): Speaker => {
    speaker ??= new Speaker(host);
    return speaker;
  };
  void speaking().load();
  // The list is here again after what was missed could not be told: what else was read goes the same way.
  store.tap(({ changes }) => {
    if (!changes.some(({ key, after }) => key === 'meta/resync' && after === undefined)) return;
    const again = [views.reload(), store.has('list/tags') && tags.load(''), speaker?.load(true)];
    Promise.all(again).catch((error) => log('warn', 'rows-not-reloaded', { error: String(error) }));
  });
  return { conversations: rowActs(host, views), tags, notify: notifyActs(host, speaking) };
};
