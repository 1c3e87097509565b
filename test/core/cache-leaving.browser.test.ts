import { expect } from '@open-wc/testing';
import { IdbCache } from '../../core/cache/idb.js';
import { databaseName } from '../../core/cache/idb-open.js';
import { entry, SCOPE as KIT } from '../contracts/cache/kit.js';

const ROUNDS = 12;
/** A database of its own: WebKit holds it a while after its page is gone. */
const SCOPE = { ...KIT, app: 'leaving' };

/** A page that is left as soon as it has shown what was sent. */
const leave = (number: number): Promise<void> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    const script = new URL(`./cache-leaving.frame.ts?number=${number}`, import.meta.url);
    frame.srcdoc = `<script type="module" src="${script}"></script>`;
    const left = ({ data }: MessageEvent): void => {
      if ((data as { written?: number }).written !== number) return;
      removeEventListener('message', left);
      frame.remove();
      resolve();
    };
    addEventListener('message', left);
    document.body.append(frame);
  });

describe('a page that is left while it keeps what was written', () => {
  // Not waited for: WebKit lets go of it when it likes.
  after(() => void indexedDB.deleteDatabase(databaseName(SCOPE)));

  it('has kept it', async () => {
    const written = Array.from({ length: ROUNDS }, (_, at) => at + 1);
    for (const number of written) await leave(number);
    const cache = new IdbCache();
    await cache.open(SCOPE);
    expect((await cache.outbox.all()).map(({ id }) => id)).to.deep.equal(written.map((number) => `m${number}`));
    await cache.close();
  });

  it('and forgets it with the rest', async () => {
    const key = databaseName(SCOPE);
    localStorage.setItem(key, JSON.stringify([entry('m99', 99)]));
    const cache = new IdbCache();
    await cache.open(SCOPE);
    expect((await cache.outbox.all()).map(({ id }) => id)).to.include('m99');
    expect(localStorage.getItem(key)).to.equal(null);
    localStorage.setItem(key, JSON.stringify([entry('m100', 100)]));
    await cache.clear();
    expect([localStorage.getItem(key), await cache.outbox.all()]).to.deep.equal([null, []]);
    localStorage.setItem(key, 'not what was left');
    expect(await cache.outbox.all()).to.deep.equal([]);
    await cache.close();
  });
});
