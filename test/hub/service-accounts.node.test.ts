import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { WebSocket as NodeSocket } from 'ws';
import { hubAccount } from '../../engines/hub/index.js';
import { scryptPasswords } from '../../hub/host/node/passwords.js';
import { createTokens } from '../../hub/host/node/tokens.js';
import { webPasswords } from '../../hub/host/page/passwords.js';
import { createHub, type Hub } from '../../hub/service/index.js';
import { memoryStorage } from '../../hub/storage/memory.js';
import { hubHere } from './support/hub.js';
import { onEveryStorage, refused, settle, TestClient, TestClock } from './support/service.js';

const SECRET = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
const GOOD = 'correct horse';
const OTHER = 'battery staple';

/** As quick as can be: what is tried here is who may, not how slow. */
const quick = () => {
  const seen: string[] = [];
  return {
    seen,
    hash: async (password: string) => `hash of ${password}`,
    async verify(password: string, hash: string) {
      seen.push(hash);
      return hash === `hash of ${password}`;
    },
  };
};

const hubs: Hub[] = [];
after(async () => {
  for (const hub of hubs) await hub.close();
});

const world = async (options = {}) => {
  const clock = new TestClock();
  const passwords = quick();
  const tokens = createTokens(SECRET, clock.now);
  const rates = { callsPerSecond: 10_000 };
  const parts = { storage: memoryStorage(), tokens, passwords, clock };
  const hub = await createHub({ ...parts, options: { accounts: true, rates, desks: ['desk'], ...options } });
  hubs.push(hub);
  const somebody = (address?: string) => new TestClient(hub, address);
  return { clock, passwords, tokens, hub, somebody };
};

describe('accounts', () => {
  it('are made once, let in with the password, and nobody learns which of the two was wrong', async () => {
    const { somebody, passwords, tokens, hub } = await world();
    const page = somebody('1');
    const { user, token } = await page.call('accounts.register', { user: 'ann', password: GOOD, name: 'Ann' });
    assert.equal(user, 'ann');
    const client = somebody('1');
    assert.equal((await client.hello(token)).user.name, 'Ann');
    await assert.rejects(
      somebody('2').call('accounts.register', { user: 'ann', password: OTHER }),
      refused('conflict', 'user'),
    );
    // Somebody of the site, a desk, a visitor: the same answer.
    const site = new TestClient(hub);
    await site.hello(await tokens.issue({ userId: 'site', kind: 'user' }, 1e6));
    for (const taken of ['site', 'desk']) {
      await assert.rejects(
        somebody('3').call('accounts.register', { user: taken, password: GOOD }),
        refused('conflict', 'user'),
      );
      await assert.rejects(
        somebody('3').call('accounts.signIn', { user: taken, password: GOOD }),
        refused('unauthorized'),
      );
    }
    const wrong = async (name: string) => {
      const error = await somebody(name)
        .call('accounts.signIn', { user: name, password: OTHER })
        .then(
          () => undefined,
          (reason) => reason.wire,
        );
      return JSON.stringify(error);
    };
    passwords.seen.length = 0;
    assert.equal(await wrong('ann'), await wrong('nobody'));
    assert.equal(passwords.seen.length, 2, 'as much work for nobody as for somebody');
    assert.equal((await somebody().call('accounts.signIn', { user: 'ann', password: GOOD })).user, 'ann');
    // A desk that no password stands for is not to be had with an empty one.
    for (const password of ['', 'short', 'x'.repeat(201)]) {
      await assert.rejects(
        somebody('9').call('accounts.register', { user: 'cat', password }),
        refused('invalid', 'password'),
      );
    }
    await assert.rejects(
      somebody('9').call('accounts.signIn', { user: 'a b', password: GOOD }),
      refused('invalid', 'user'),
    );
  });

  it('guessing is slow: by address, and by person from all addresses', async () => {
    const { somebody, clock } = await world();
    await somebody('a').call('accounts.register', { user: 'ann', password: GOOD });
    const guess = async (address: string, user: string) =>
      somebody(address)
        .call('accounts.signIn', { user, password: OTHER })
        .catch((error) => error.code);
    const many = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(`b${n}`, 'ann')));
    assert.equal(many.filter((code) => code === 'unauthorized').length, 10);
    assert.equal(many.filter((code) => code === 'too-many').length, 20);
    const wide = await Promise.all(Array.from({ length: 30 }, (_, n) => guess('c', `user-${n}`)));
    assert.equal(wide.filter((code) => code === 'too-many').length, 10);
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        somebody('d')
          .call('accounts.register', { user: `new-${n}`, password: GOOD })
          .then(
            () => 'made',
            (error) => error.code,
          ),
      ),
    );
    assert.equal(made.filter((code) => code === 'too-many').length, 5);
    clock.advance(60_000);
    assert.equal((await somebody('e').call('accounts.signIn', { user: 'ann', password: GOOD })).user, 'ann');
  });

  it('a changed password ends the other sessions and what they hold, where asked to', async () => {
    const { somebody, clock } = await world();
    const { token } = await somebody('a').call('accounts.register', { user: 'ann', password: GOOD });
    const [here, there] = [somebody(), somebody()];
    await here.hello(token, 'here');
    await there.hello(token, 'there');
    const change = { user: 'ann', password: GOOD, to: OTHER, endOthers: true, keep: 'here' };
    await assert.rejects(
      somebody('b').call('accounts.password', { ...change, password: 'a guess of eve' }),
      refused('unauthorized'),
    );
    assert.equal(there.closed, false);
    clock.advance(1_000);
    const fresh = await somebody('a').call('accounts.password', change);
    await settle();
    assert.equal(there.bye?.why, 'kicked');
    assert.equal(here.closed, false);
    for (const device of ['there', 'here', 'new']) {
      await assert.rejects(somebody().hello(token, device), refused('unauthorized', 'token'));
    }
    await assert.rejects(here.call('session.refresh', { token }), refused('unauthorized', 'token'));
    await somebody().hello(fresh.token, 'there');
    await assert.rejects(
      somebody('z').call('accounts.signIn', { user: 'ann', password: GOOD }),
      refused('unauthorized'),
    );
    await somebody('z').call('accounts.signIn', { user: 'ann', password: OTHER });
  });

  it('who was erased has no account, and nobody gets his id', async () => {
    const { somebody, clock } = await world();
    const { token } = await somebody('a').call('accounts.register', { user: 'ann', password: GOOD });
    const client = somebody();
    await client.hello(token);
    clock.advance(1_000);
    await client.call('users.erase', {});
    await assert.rejects(
      somebody('b').call('accounts.signIn', { user: 'ann', password: GOOD }),
      refused('unauthorized'),
    );
    await assert.rejects(somebody().hello(token), refused('unauthorized'));
    await assert.rejects(
      somebody('b').call('accounts.register', { user: 'ann', password: OTHER }),
      refused('conflict', 'user'),
    );
  });

  it('are kept only where the site wants them', async () => {
    const { somebody } = await world({ accounts: false });
    for (const op of ['accounts.register', 'accounts.signIn'] as const) {
      await assert.rejects(somebody().call(op, { user: 'ann', password: GOOD }), refused('unsupported'));
    }
    const tokens = createTokens(SECRET);
    await assert.rejects(createHub({ storage: memoryStorage(), tokens, options: { accounts: true } }), /accounts/);
  });

  for (const [name, make] of Object.entries({ scrypt: scryptPasswords, pbkdf2: webPasswords })) {
    it(`${name}: the password fits its own hash alone, each time another`, async () => {
      const passwords = make();
      const [one, two] = [await passwords.hash(GOOD), await passwords.hash(GOOD)];
      assert.notEqual(one, two);
      assert.ok(!one.includes(GOOD));
      assert.equal(await passwords.verify(GOOD, one), true);
      assert.equal(await passwords.verify(OTHER, one), false);
      for (const broken of ['', 'plain', `${name}:1`]) assert.equal(await passwords.verify('', broken), false);
    });
  }

  it('over the wire: a page registers, comes back, and changes its password', async () => {
    const webSocket = NodeSocket as unknown as typeof WebSocket;
    const { url } = await hubHere({ options: { accounts: true } });
    const kept = new Map<string, string>();
    const storage = { get: () => kept.get('who'), set: (value: string) => void kept.set('who', value) };
    const account = hubAccount({ url, webSocket, storage });
    assert.equal(await account.remembered(), undefined);
    const credentials = await account.register({ userId: 'ann', password: GOOD });
    const first = await credentials.token();
    assert.equal((await hubAccount({ url, webSocket, storage }).remembered())?.userId, 'ann');
    await account.changePassword({ userId: 'ann', password: GOOD, to: OTHER, endOthers: true });
    assert.notEqual(await credentials.token(), first, 'credentials given before go on');
    await assert.rejects(account.signIn({ userId: 'ann', password: GOOD }), { code: 'unauthorized' });
    assert.equal((await account.signIn({ userId: 'ann', password: OTHER })).userId, 'ann');
    await account.signOut();
    await assert.rejects(credentials.token(), { code: 'unauthorized' });
  });
});

onEveryStorage('devices that were ended', (make) => {
  it('come back with a token made afterwards, and with no other', async () => {
    const { enter, hub, token, clock } = await make();
    const old = await token('ann');
    const [ann, phone] = [await enter('ann', 'desk'), new TestClient(hub)];
    await phone.hello(old, 'phone');
    clock.advance(1_000);
    await ann.call('session.end', { device: 'phone' });
    assert.equal(phone.bye?.why, 'kicked');
    const { devices } = await ann.call('session.devices', {});
    assert.deepEqual(
      devices.map(({ id }) => id),
      ['desk'],
    );
    await assert.rejects(new TestClient(hub).hello(old, 'phone'), refused('unauthorized', 'token'));
    // Other devices are no concern of it.
    await new TestClient(hub).hello(old, 'tablet');
    clock.advance(1_000);
    const fresh = new TestClient(hub);
    await fresh.hello(await token('ann'), 'phone');
    await assert.rejects(fresh.call('session.refresh', { token: old }), refused('unauthorized', 'token'));
    const eve = await enter('eve');
    await assert.rejects(eve.call('session.end', { device: 'phone' }), refused('not-found'));
    assert.equal(fresh.bye, undefined);
  });
});
