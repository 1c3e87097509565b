import type { Client, ClientEvents } from '../../../core/client/types.js';
import { type ConversationId, isImError, type QuietHours, type Settings } from '../../../core/model/index.js';
import type { World } from './actor.js';
import type { Cases } from './cases.js';
import { equal, ok, refusal, until } from './check.js';
import { attended, rowIs } from './client-row-cases.js';
import { isSent, say, seen, sharedTabs, sit } from './client-world.js';

const listen = (client: Client) => {
  const heard: ClientEvents['alert'][] = [];
  client.on('alert', (alert) => heard.push(alert));
  const words = () => heard.map(({ message }) => (message.content as { text?: string }).text);
  return { heard, words };
};

/** Ann hears; from when on, takes a moment. */
const hearing = async (world: World) => {
  const all = await attended(world);
  const ear = listen(all.desk);
  await seen(all.desk, 'her levels', () => all.desk.store.has('settings/self'));
  return { ...all, ...ear };
};

const settingsAre = (client: Client, what: string, are: (settings: Settings) => unknown) =>
  seen(client, what, () => {
    const settings = client.store.get('settings', 'self');
    return settings && are(settings) ? settings : undefined;
  });

const ALWAYS: QuietHours = { start: '00:00', minutes: 1439, zone: 'UTC', level: 'none' };

export const clientNotifyCases: Cases = (it) => {
  it('notify.conversation', 'each level is kept; none at all is as wider ones say', async (world, unsupported) => {
    const { desk, phone, toBob } = await attended(world);
    if (desk.can('mute', toBob) !== 'available') return unsupported();
    for (const level of ['mentions', 'me', 'everyone', 'silent', 'none', 'all'] as const) {
      const kept = await orUnsupported(desk.conversations.notify(toBob, level));
      // Without wider levels there is nothing for a row to be louder than.
      const wider = desk.can('notify-kind') === 'available';
      if (!kept) continue;
      await rowIs(
        phone,
        toBob,
        level,
        ({ notify, loud }) => notify === level && (!wider || !!loud === (level === 'all')),
      );
    }
    await desk.conversations.notify(toBob, null);
    await rowIs(phone, toBob, 'none of its own', ({ notify, loud }) => notify === 'all' && !loud);
    await refusal(desk.conversations.notify(toBob, 'loud' as never), 'invalid');
  });

  it('notify.type', 'by kind, kept for all devices, taken away', async (world, unsupported) => {
    const { desk, phone } = await attended(world);
    if (desk.can('notify-kind') !== 'available') return unsupported();
    await phone.settings.load();
    await desk.notify.kind('group', 'me');
    await desk.notify.kind('direct', 'silent');
    await settingsAre(
      phone,
      'two kinds',
      ({ notify }) => notify?.kinds.group === 'me' && notify.kinds.direct === 'silent',
    );
    await desk.notify.kind('group', null);
    await settingsAre(phone, 'one kind', ({ notify }) => !notify?.kinds.group && notify?.kinds.direct);
    await refusal(desk.notify.kind('any' as never, 'me'), 'invalid');
  });

  it('notify.channel', 'a default for the channels of a space', async (world, unsupported) => {
    const { desk, phone } = await attended(world);
    if (desk.can('notify-kind') !== 'available') return unsupported();
    await phone.settings.load();
    await desk.notify.space('tea', 'none');
    await desk.notify.space('cake', 'me');
    await settingsAre(phone, 'both', ({ notify }) => notify?.spaces.tea === 'none' && notify.spaces.cake === 'me');
    await desk.notify.space('tea', null);
    await settingsAre(phone, 'one', ({ notify }) => JSON.stringify(notify?.spaces) === '{"cake":"me"}');
  });

  it('notify.channel', 'what comes in alerts as its level says, else its space’s', async (world, unsupported) => {
    if (world.harness.engine().can('notify-kind') === 'unsupported') return unsupported();
    const { desk, his, heard, words } = await hearing(world);
    if (desk.can('notify-kind') !== 'available' || his.can('create-space') !== 'available') return unsupported();
    const id = await his.spaces.create({ name: 'Tea', members: [desk.userId] });
    const channel = await his.spaces.createChannel(id, { name: 'General' });
    const talk = `channel:${id}/${channel}` as const;
    await desk.spaces.load();
    const row = () => desk.store.get('conversation', talk);
    await seen(desk, 'the channel', row);
    const mentions = { users: [desk.userId] };
    const post = async (text: string, named = false) =>
      isSent(his, await his.messages.send(talk, { kind: 'text', text }, named ? { mentions } : {}));
    await desk.spaces.notify(id, 'me');
    await settingsAre(desk, 'the space', ({ notify }) => notify?.spaces[id] === 'me');
    await post('for nobody');
    await post('for her', true);
    await until('what names her', () => words().includes('for her'));
    await desk.conversations.notify(talk, 'silent');
    await seen(desk, 'its own level', () => row()?.notify === 'silent');
    await post('hush');
    await until('a silent alert', () => heard.at(-1)?.silent && words().includes('hush'));
    await desk.conversations.notify(talk, null);
    await seen(desk, 'no level of its own', () => row()?.notify === 'all');
    await post('for nobody again');
    await post('for her again', true);
    await until('the space’s level again', () => words().includes('for her again'));
    equal(words(), ['for her', 'hush', 'for her again'], 'alerts');
  });

  it('notify.quiet-hours', 'set, replaced and removed, for all devices; checked', async (world, unsupported) => {
    const { desk, phone } = await attended(world);
    if (desk.can('quiet-hours') !== 'available') return unsupported();
    await phone.settings.load();
    const level = desk.limits.levels?.quiet?.includes('mentions') === false ? 'none' : 'mentions';
    const night: QuietHours = { start: '22:30', minutes: 480, zone: 'Asia/Shanghai', level };
    await desk.notify.quiet(night);
    const { notify } = await settingsAre(phone, 'the night', (settings) => settings.notify?.quiet);
    if (world.harness.without?.includes('zones')) sameNight(notify?.quiet, night);
    else equal(notify?.quiet, night, 'as said');
    if (level === 'none') await refusal(desk.notify.quiet({ ...night, level: 'mentions' }), 'unsupported');
    await desk.notify.quiet(ALWAYS);
    await settingsAre(phone, 'always', (settings) => settings.notify?.quiet?.minutes === 1439);
    await refusal(desk.notify.quiet({ ...night, zone: 'Nowhere/At-all' }), 'invalid');
    await refusal(desk.notify.quiet({ ...night, minutes: 1440 }), 'invalid');
    await desk.notify.quiet(null);
    await settingsAre(phone, 'no quiet hours', (settings) => !settings.notify?.quiet);
  });

  it('notify.global', 'a pause and a level for all', async (world, unsupported) => {
    const { desk, phone } = await attended(world);
    if (desk.can('notify-all') !== 'available') return unsupported();
    await phone.settings.load();
    const until = aboutAnHour(desk);
    const level = desk.limits.levels?.all ? 'none' : 'mentions';
    await desk.notify.pause(until);
    await settingsAre(phone, 'a pause', ({ notify }) => notify?.pausedUntil === until);
    if (desk.limits.silences === 1) {
      await refusal(desk.notify.all(level), 'unsupported');
      await refusal(desk.notify.quiet(ALWAYS), 'unsupported');
      await desk.notify.pause(0);
    }
    await desk.notify.all(level);
    await settingsAre(phone, 'a level', ({ notify }) => notify?.all === level);
    await desk.notify.pause(0);
    await settingsAre(phone, 'no pause', ({ notify }) => notify?.pausedUntil === 0 && notify.all === level);
    await desk.notify.all('all');
    await settingsAre(phone, 'nothing', ({ notify }) => notify?.pausedUntil === 0 && notify.all === 'all');
    await refusal(desk.notify.pause(-1), 'invalid');
  });

  it('notify.local', 'what alerts is told as it happens, as the levels say', async (world, unsupported) => {
    if (world.harness.engine().can('notify-all') === 'unsupported') return unsupported();
    const { desk, his, hers, toAnn, toBob, toEve, heard, words } = await hearing(world);
    if (desk.can('notify-all') !== 'available') return unsupported();
    await desk.conversations.notify(toBob, 'none');
    await isSent(his, await say(his, toAnn, 'muted'));
    await isSent(hers, await say(hers, toAnn, 'one'));
    await until('one alert', () => words().includes('one'));
    const hushed = await orUnsupported(desk.notify.all('silent'));
    if (hushed) {
      await isSent(hers, await say(hers, toAnn, 'hush'));
      await until('a silent alert', () => heard.at(-1)?.silent && words().includes('hush'));
    }
    await desk.notify.quiet({ ...ALWAYS, start: minuteAgo() });
    await isSent(hers, await say(hers, toAnn, 'at night'));
    await until('it unread', () => unreadOf(desk, toEve) === (hushed ? 4 : 3));
    await desk.notify.quiet(null);
    await isSent(hers, await say(hers, toAnn, 'by day'));
    await until('an alert by day', () => words().includes('by day'));
    equal(words(), hushed ? ['one', 'hush', 'by day'] : ['one', 'by day'], 'alerts');
    await desk.notify.pause(aboutAnHour(desk));
    await isSent(hers, await say(hers, toAnn, 'while paused'));
    await until('it unread', () => unreadOf(desk, toEve) === (hushed ? 6 : 5));
    await desk.notify.pause(0);
    await isSent(hers, await say(hers, toAnn, 'afterwards'));
    await until('an alert afterwards', () => words().includes('afterwards'));
    ok(!words().includes('while paused'), 'an alert while paused');
  });

  it('notify.local', 'in one tab of a browser alone', async (world, unsupported) => {
    const [ann, bob] = [world.person('ann'), world.person('bob')];
    const tabs = sharedTabs();
    const seats = [await sit(world, ann, { tabs }), await sit(world, ann, { tabs }), await sit(world, ann, { tabs })];
    const [first] = seats as [(typeof seats)[number]];
    if (first.client.can('notify-all') !== 'available') return unsupported();
    const ears = seats.map(({ client }) => listen(client));
    await seen(first.client, 'her levels', () => first.client.store.has('settings/self'));
    const { client: his } = await sit(world, bob);
    const toAnn = `direct:${ann}` as const;
    const all = () => ears.flatMap(({ words }) => words());
    for (const words of ['one', 'two']) await isSent(his, await say(his, toAnn, words));
    await until('both alerts', () => all().includes('two'));
    for (const { client } of seats)
      await seen(client, 'both messages', () => client.store.get('conversation', `direct:${bob}`)?.unread === 2);
    equal(all().sort(), ['one', 'two'], 'alerts in all tabs');
  });
};

/** In whole seconds, as some back ends keep it. */
const aboutAnHour = ({ session }: Client): number => Math.ceil(session.now() / 1000) * 1000 + 3_600_000;

const unreadOf = ({ store }: Client, id: ConversationId) => store.get('conversation', id)?.unread;

const minuteOf = ({ start, zone }: QuietHours): number => {
  const options = { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(Date.now());
  const of = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  const [hours = 0, minutes = 0] = start.split(':').map(Number);
  return hours * 60 + minutes - of('hour') * 60 - of('minute');
};

/** From the same moment on, however clocks show it there. */
const sameNight = (told: QuietHours | undefined, said: QuietHours): void => {
  if (!told) throw new Error('no quiet hours');
  equal([told.minutes, told.level], [said.minutes, said.level], 'how long, and what alerts');
  equal((((minuteOf(told) - minuteOf(said)) % 1440) + 1440) % 1440, 0, 'minutes between the two');
};

/** As clocks in UTC show it. */
const minuteAgo = (): string => new Date(Date.now() - 60_000).toISOString().slice(11, 16);

/** Did it? A back end may have some of a kind, and say so of the others. */
const orUnsupported = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (isImError(error) && error.code === 'unsupported') return false;
      throw error;
    },
  );
