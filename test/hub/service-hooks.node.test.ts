import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HubHooks, PushNote, Report } from '../../hub/service/hooks.js';
import { onEveryStorage, refused, settle, type TestClient, until } from './support/service.js';

const alter: HubHooks['moderate'] = ({ content }) => {
  const text = String(content.text);
  if (text.includes('bad')) return { action: 'block', reason: 'be kind' };
  if (text.includes('darn')) return { action: 'alter', content: { ...content, text: 'd***' }, reason: 'a word' };
  return { action: 'pass' };
};

onEveryStorage('moderation', (make) => {
  it('blocks with a reason, and nothing is stored', async () => {
    const { enter, storage } = await make({ hooks: { moderate: alter } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const blocked = (error: unknown) =>
      refused('rejected-content', 'content')(error) &&
      /be kind/.test(String((error as { wire?: { reason?: string } }).wire?.reason));
    await assert.rejects(ann.send('direct:bob', 'bad words'), blocked);
    await ann.send('direct:bob', 'good words');
    assert.deepEqual(await bob.texts('direct:ann'), ['good words']);
    assert.equal(await storage.transaction((tx) => tx.messages.count()), 1);
  });

  it('alters: everybody has the altered words, the sender is told, also when he asks again', async () => {
    const { enter } = await make({ hooks: { moderate: alter } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const sent = await ann.send('direct:bob', 'darn', 'c1');
    assert.deepEqual(
      [sent.altered?.content, sent.altered?.altered],
      [{ kind: 'text', text: 'd***' }, { reason: 'a word' }],
    );
    assert.deepEqual(await ann.send('direct:bob', 'darn', 'c1'), sent);
    await settle();
    assert.deepEqual(await bob.texts('direct:ann'), ['d***']);
    assert.ok(!JSON.stringify(bob.frames).includes('darn'));
  });

  it('blocks when the hook throws, takes too long, or says nonsense', async () => {
    let mode = 'throw';
    const moderate = (): never | Promise<never> => {
      if (mode === 'throw') throw new Error('a fault of the site');
      if (mode === 'nonsense') return { action: 'maybe' } as never;
      if (mode === 'alter') return { action: 'alter', content: { kind: 'notice' } } as never;
      return new Promise<never>(() => {});
    };
    const { enter, clock } = await make({ hooks: { moderate } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    for (mode of ['throw', 'nonsense', 'alter']) {
      await assert.rejects(ann.send('direct:bob', 'x'), refused('rejected-content', 'content'), mode);
    }
    mode = 'hang';
    const asked = ann.send('direct:bob', 'x');
    const outcome = assert.rejects(asked, refused('rejected-content', 'content'));
    await settle();
    clock.advance(5_000);
    await outcome;
    assert.deepEqual(await bob.call('conversations.list', {}), { items: [] });
  });

  it('keeps the order in which a person wrote, however long each takes', async () => {
    const waiting = new Map<string, () => void>();
    const moderate: HubHooks['moderate'] = ({ content }) =>
      new Promise((resolve) => waiting.set(String(content.text), () => resolve({ action: 'pass' })));
    const { enter } = await make({ hooks: { moderate } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const sent = ['1', '2', '3'].map((text) => ann.send('direct:bob', text));
    await settle();
    for (const text of ['3', '1', '2']) {
      waiting.get(text)?.();
      await settle();
    }
    await Promise.all(sent);
    assert.deepEqual(await bob.texts('direct:ann'), ['1', '2', '3']);
  });
});

onEveryStorage('reports', (make) => {
  it('hands the host what the reporter sees', async () => {
    const reports: Report[] = [];
    const { enter } = await make({ hooks: { report: (report) => void reports.push(report) } });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const { id } = await ann.send('direct:bob', 'rude');
    await bob.call('reports.send', { conversation: 'direct:ann', message: id, reason: 'abuse', words: 'look' });
    await bob.call('reports.send', { user: 'ann', reason: 'spam' });
    await settle();
    assert.deepEqual(
      reports.map(({ by, reason, words, user, message }) => [by, reason, words, user, message?.conversation]),
      [
        ['bob', 'abuse', 'look', undefined, 'direct:ann'],
        ['bob', 'spam', undefined, 'ann', undefined],
      ],
    );
    assert.equal(reports[0]?.message?.content.text, 'rude');
  });

  it('tells nobody else: not whom it is about, not who runs the group, room or space', async () => {
    const reports: Report[] = [];
    const { enter, clock } = await make({ hooks: { report: (report) => void reports.push(report) } });
    const [ann, bob, cid] = [await enter('ann'), await enter('bob'), await enter('cid')];
    await ann.call('groups.create', { id: 'g', members: ['bob', 'cid'] });
    await ann.call('spaces.create', { id: 's', name: 'S', members: ['bob', 'cid'] });
    await ann.call('spaces.create-channel', { space: 's', id: 'c', name: 'C' });
    const places = ['group:g', 'channel:s/c', 'direct:cid'];
    const said: { conversation: string; message: string }[] = [];
    for (const conversation of places) said.push({ conversation, message: (await ann.send(conversation, 'rude')).id });
    await settle();
    const before = [ann.frames.length, bob.frames.length];
    for (const place of said.slice(0, 2)) await cid.call('reports.send', { ...place, reason: 'abuse', words: 'look' });
    await cid.call('reports.send', { conversation: 'direct:ann', message: said[2]?.message ?? '', reason: 'abuse' });
    for (const user of ['ann', 'bob']) await cid.call('reports.send', { user, reason: 'spam' });
    await settle();
    clock.advance(5_000);
    await settle();
    assert.equal(reports.length, 5);
    assert.deepEqual([ann.frames.length, bob.frames.length], before);
  });

  it('refuses what the caller cannot see, what names nothing, and the eleventh in a minute', async () => {
    const { enter, visitor, clock } = await make({ desks: ['desk'] });
    const [ann, cid] = [await enter('ann'), await enter('cid')];
    await enter('bob');
    const { id } = await ann.send('direct:bob', 'x');
    const report = (client: TestClient, args: object) => client.call('reports.send', { reason: 'spam', ...args });
    const place = { conversation: 'direct:bob', message: id };
    await assert.rejects(report(cid, place), refused('not-found', 'conversation'));
    await assert.rejects(report(ann, { ...place, message: 'none' }), refused('not-found', 'message'));
    await assert.rejects(report(ann, {}), refused('invalid', 'message'));
    await assert.rejects(report(ann, { message: id }), refused('invalid', 'conversation'));
    await assert.rejects(report(ann, { user: 'nobody' }), refused('not-found', 'user'));
    await assert.rejects(report(ann, { ...place, reason: '' }), refused('invalid', 'reason'));
    await assert.rejects(report(ann, { ...place, words: 'x'.repeat(1_001) }), refused('invalid', 'words'));
    const guest = await visitor();
    await assert.rejects(report(guest.client, { user: 'ann' }), refused('not-found', 'user'));
    await report(guest.client, { user: 'desk' });
    clock.advance(60_000);
    for (let n = 0; n < 10; n++) await report(ann, place);
    await assert.rejects(report(ann, place), refused('too-many'));
    clock.advance(6_000);
    await report(ann, place);
  });
});

onEveryStorage('the push hook', (make) => {
  const world = async () => {
    const notes: PushNote[] = [];
    const made = await make({ hooks: { push: (note) => void notes.push(note) } });
    const told = () => notes.splice(0).map(({ users }) => users.map(({ id }) => id).join(' '));
    return { ...made, notes, told };
  };
  const away = async (client: TestClient) => {
    client.connection.closed();
    client.closed = true;
    await settle();
  };

  it('tells of messages for who is away, by his own settings, with what the sender gave', async () => {
    const { enter, notes } = await world();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.send('direct:bob', 'he is here');
    await bob.call('settings.set', { push: { language: 'ar', detail: false } });
    await away(bob);
    await ann.call('messages.send', {
      ...{ clientId: 'c', conversation: 'direct:bob', content: { kind: 'text', text: 'away' } },
      push: { title: 'T' },
    });
    await settle();
    assert.deepEqual(
      notes.map(({ users, push }) => [users, push]),
      [[[{ id: 'bob', language: 'ar', detail: false }], { title: 'T' }]],
    );
    assert.deepEqual([notes[0]?.message.conversation, notes[0]?.message.content.text], ['direct:ann', 'away']);
  });

  it('leaves out who is here, who muted, whom it does not concern, and silent ones', async () => {
    const { enter, told } = await world();
    const names = ['bob', 'cid', 'dan', 'eve'] as const;
    const [ann, ...others] = [
      await enter('ann'),
      await enter('bob'),
      await enter('cid'),
      await enter('dan'),
      await enter('eve'),
    ];
    await ann.call('groups.create', { id: 'g', members: [...names] });
    const group = 'group:g';
    await others[1]?.call('conversations.notify', { conversation: group, level: 'none' });
    await others[2]?.call('conversations.notify', { conversation: group, level: 'mentions' });
    for (const client of others.slice(0, 3)) await away(client);
    const say = async (options: object) => {
      const content = { kind: 'text', text: 'x' };
      await ann.call('messages.send', { clientId: crypto.randomUUID(), conversation: group, content, ...options });
      await settle();
      return told();
    };
    assert.deepEqual(await say({}), ['bob']);
    assert.deepEqual(await say({ mentions: { users: ['dan', 'cid'] } }), ['bob dan']);
    assert.deepEqual(await say({ mentions: { all: true } }), ['bob dan']);
    assert.deepEqual(await say({ silent: true }), []);
    assert.deepEqual(await say({ uncounted: true }), []);
    assert.deepEqual(await say({ audience: ['cid', 'eve'] }), []);
    assert.deepEqual(await say({ audience: ['bob'] }), ['bob']);
    await others[3]?.call('settings.set', { push: { whileOnline: true } });
    assert.deepEqual(await say({}), ['bob eve']);
  });

  it('looks through a large group in pieces, between which others are answered, and tells once', async () => {
    const { enter, notes, storage } = await world();
    const many = Array.from({ length: 450 }, (_, n) => `p${n}`);
    await storage.transaction(async (tx) => {
      for (const id of many) await tx.users.put({ id, kind: 'user', createdAt: 1 });
    });
    const ann = await enter('ann');
    await ann.call('groups.create', { id: 'g', members: many });
    await settle();
    await ann.send('group:g', 'to all');
    await ann.call('session.devices', {});
    assert.equal(notes.length, 0, 'answered before all were looked at');
    await until(() => notes.length > 0);
    await ann.send('group:g', 'and again');
    await until(() => notes.length > 1);
    for (const { users } of notes) assert.deepEqual(users.map(({ id }) => id).sort(), [...many].sort());
    assert.deepEqual(
      notes.map(({ message }) => message.content.text),
      ['to all', 'and again'],
    );
  });

  it('a hook that throws harms no message', async () => {
    const push = () => {
      throw new Error('a fault of the site');
    };
    const { enter } = await make({ hooks: { push } });
    const ann = await enter('ann');
    const bob = await enter('bob');
    await away(bob);
    await ann.send('direct:bob', 'x');
    await settle();
    assert.deepEqual(await ann.texts('direct:bob'), ['x']);
  });
});
