import type { Ops } from '../../../protocol/index.js';
import type { MemberRow, Tx } from '../../../storage/port.js';
import { boolean, dictionary, id, integer, list, nullable, object, oneOf, optional, string } from '../../check.js';
import type { Core } from '../../core.js';
import { invalid } from '../../errors.js';
import { fold } from '../../listing.js';
import type { OpTable, UserCall } from '../../op.js';
import { demand } from '../../standing.js';
import { wireMember } from '../../wire.js';
import type { Work } from '../../work.js';
import { NAME } from '../users.js';
import { change, changeMember, patched, placeOf, touched } from './shared.js';

type Args = Ops['groups.members']['args'];

const MOST_FIELDS = 20;
const FIELD = 1_000;
/** So many are looked at for one page. */
const LOOKED_AT = 3_000;
const STEP = 200;

const readPlace = (cursor: string): Pick<MemberRow, 'joined' | 'user'> => {
  const [, joined, user] = /^(\d{1,16})\.(.+)$/s.exec(cursor) ?? [];
  if (user === undefined) throw invalid('cursor', 'is not one that this hub gave');
  return { joined: Number(joined), user };
};

/** Those of some that are asked for. */
const matching = async (tx: Tx, rows: readonly MemberRow[], { roles, muted, words }: Args, now: number) => {
  const fits = rows.filter(
    ({ role, more }) =>
      (!roles || roles.includes(role)) && (muted === undefined || (more?.mutedUntil ?? 0) > now === muted),
  );
  const wanted = fold(words?.trim() ?? '');
  if (wanted === '') return fits;
  const names = new Map((await tx.users.getMany(fits.map(({ user }) => user))).map(({ id: one, name }) => [one, name]));
  return fits.filter(({ user, more }) =>
    fold([names.get(user) ?? '', more?.card ?? '', user].join('\n')).includes(wanted),
  );
};

const page = async (core: Core, user: string, args: Args) =>
  core.read(async (tx) => {
    const { group, cursor, limit = 50 } = args;
    const { key } = await placeOf({ tx }, user, group);
    const found: MemberRow[] = [];
    let after = cursor === undefined ? undefined : readPlace(cursor);
    const filtered = args.roles !== undefined || args.muted !== undefined || args.words !== undefined;
    const step = filtered ? STEP : limit + 1;
    for (let seen = 0; seen < LOOKED_AT; seen += step) {
      const rows = await tx.members.page(key, step, after);
      found.push(...(await matching(tx, rows, args, core.clock.now())));
      after = rows.at(-1) ?? after;
      if (found.length > limit) break;
      if (rows.length < step) return { items: found.map(wireMember) };
    }
    const last = found.length > limit ? found[limit - 1] : after;
    const items = found.slice(0, limit).map(wireMember);
    return last ? { items, next: `${last.joined}.${last.user}` } : { items };
  });

const update = async (work: Work, caller: string, { group, user, patch }: Ops['groups.update-member']['args']) => {
  const place = await placeOf(work, caller, group);
  if (user === caller) demand('edit-card', place.facts);
  else demand('edit-member', place.facts);
  const member = user === caller ? place.member : await touched(work, place, user, 'edit-member');
  const { card: _card, fields: _fields, ...more } = member.more ?? {};
  const card = patch.card === undefined ? member.more?.card : (patch.card ?? undefined);
  const fields = patched(member.more?.fields, patch.fields ?? {}, 'patch.fields', MOST_FIELDS);
  const next = { ...more, ...(card !== undefined && { card }), ...(fields && { fields }) };
  if (JSON.stringify(next) === JSON.stringify({ ...more, ...picked(member) })) return;
  await changeMember(work, { ...member, more: next }, group);
};

const picked = ({ more: { card, fields } = {} }: MemberRow) => ({
  ...{ ...(card !== undefined && { card }), ...(fields && { fields }) },
});

const online = ({ core, user }: UserCall, group: string): Promise<number> =>
  core.read(async (tx) => {
    const { key } = await placeOf({ tx }, user, group);
    return (await tx.members.users(key)).filter((one) => core.online.of(one).length > 0).length;
  });

export const memberOps: OpTable<'groups.members' | 'groups.online' | 'groups.update-member'> = {
  'groups.members': {
    auth: 'user',
    check: object({
      group: id,
      roles: optional(list(oneOf('owner', 'admin', 'member'), 3, 1)),
      words: optional(string(100)),
      muted: optional(boolean),
      cursor: optional(string(100, 1)),
      limit: optional(integer(1, 200)),
    }),
    run({ core, user }, args) {
      if (args.words !== undefined) core.searches.take(user, core.clock.now());
      return page(core, user, args);
    },
  },
  'groups.online': {
    auth: 'user',
    check: object({ group: id }),
    run: async (call, { group }) => ({ count: await online(call, group) }),
  },
  'groups.update-member': {
    auth: 'user',
    check: object({
      group: id,
      user: id,
      patch: object({
        card: optional(nullable(string(NAME, 1))),
        fields: optional(dictionary(nullable(string(FIELD)), MOST_FIELDS)),
      }),
    }),
    run: (call, args) =>
      change(call, async (work) => {
        await update(work, call.user, args);
        return {};
      }),
  },
};
