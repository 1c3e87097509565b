import { equal } from '../storage/kit.js';
import { type Add, entry, GROUP, idsOf, later, message, put, putMessages } from './kit.js';

export const outboxCases = (add: Add): void => {
  add('hands out what waits in the order added, over a reload where it lasts', async (cache, factory) => {
    for (const number of [2, 10, 1]) await cache.outbox.put(entry(`e${number}`, number));
    const again = await later(cache, factory);
    equal(await idsOf(again.outbox.all()), ['e1', 'e2', 'e10']);
    equal((await again.outbox.all())[0], entry('e1', 1));
    await again.close();
  });

  add('one id is one entry, whatever its number', async (cache) => {
    await cache.outbox.put(entry('a', 1));
    await cache.outbox.put(entry('a', 1, { attempts: 3 }));
    await cache.outbox.put(entry('b', 2));
    await cache.outbox.put(entry('a', 3));
    equal(
      (await cache.outbox.all()).map(({ id, number, attempts }) => [id, number, attempts]),
      [
        ['b', 2, 0],
        ['a', 3, 0],
      ],
    );
    await cache.outbox.remove('a');
    await cache.outbox.remove('nobody');
    equal(await idsOf(cache.outbox.all()), ['b']);
  });

  add('an entry and its row come and go together', async (cache) => {
    await cache.outbox.put(entry('m1', 1), [...putMessages(message('m1')), put(`list/pending/${GROUP}`, ['m1'])]);
    equal([await cache.get('message/m1'), await cache.get(`list/pending/${GROUP}`)], [message('m1'), ['m1']]);
    await cache.outbox.remove('m1', [...putMessages(message('m1', 4)), put(`list/pending/${GROUP}`, undefined)]);
    equal(await idsOf(cache.outbox.all()), []);
    equal(await cache.get(`list/pending/${GROUP}`), undefined);
    equal(await idsOf(cache.messages(GROUP, { limit: 3 })), ['m1']);
  });
};
