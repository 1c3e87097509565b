import type { GroupDraft } from '../../core/engine/index.js';
import { ImError } from '../../core/model/index.js';
import { inviteFor, joinFor, NAMELESS, typeFor } from './groups.js';

/** Bytes. */
const LONGEST = { name: 100, introduction: 400, avatar: 500 } as const;

/** What the type alone says, as with other back ends. */
const INVITES = { work: 'members', discussion: 'members', public: 'admins', meeting: 'members' } as const;
const WAYS = { work: 'invite', discussion: 'invite', meeting: 'open' } as const;

export const unsupported = (field: string, what: string): ImError =>
  new ImError('unsupported', {
    field,
    message: `${field}: Tencent has no "${what}" there`,
    engine: { name: 'tencent' },
  });

/** Throws `too-large`. */
export const checkFace = (face: Readonly<Partial<Record<keyof typeof LONGEST, string | null>>>): void => {
  for (const [field, limit] of Object.entries(LONGEST)) {
    const text = face[field as keyof typeof LONGEST];
    if (!text || new TextEncoder().encode(text).length <= limit) continue;
    throw new ImError('too-large', { field, limit, message: `${field}: at most ${limit} bytes` });
  }
};

export const fieldList = (fields: Readonly<Record<string, string | null>> | undefined) =>
  Object.entries(fields ?? {}).map(([key, value]) => ({ key, value: value ?? '' }));

/** Throws `unsupported` at what the vendor has no word for. */
export const waysIn = ({ policy, invites }: Pick<GroupDraft, 'policy' | 'invites'>) => {
  const [joinOption, inviteOption] = [policy && joinFor(policy), invites && inviteFor(invites)];
  if (invites && !inviteOption) throw unsupported('invites', invites);
  return { ...(joinOption && { joinOption }), ...(inviteOption && { inviteOption }) };
};

/** The type that is asked for; where none is, the one that lets people in the way the draft says. */
const typeOf = ({ type, policy }: GroupDraft) => type ?? (policy === 'open' || policy === 'apply' ? 'public' : 'work');

/** Throws what of it the vendor cannot do. */
export const draftFor = (draft: GroupDraft) => {
  const { id, name, avatar, introduction, members = [], history, listed, policy, fields } = draft;
  const type = typeOf(draft);
  checkFace({ name, avatar, introduction });
  if (type !== 'public' && policy && policy !== WAYS[type]) throw unsupported('policy', policy);
  if (history && history !== (type === 'meeting' ? 'all' : 'joined')) throw unsupported('history', history);
  if (listed) throw unsupported('listed', 'directory');
  const custom = fieldList(fields);
  const { joinOption = 'NeedPermission', inviteOption } = waysIn({ policy, invites: draft.invites ?? INVITES[type] });
  return {
    ...{ type: typeFor(type), name: name || NAMELESS, inviteOption },
    ...(id && { groupID: id }),
    ...(avatar && { avatar }),
    ...(introduction && { introduction }),
    ...(type === 'public' && { joinOption }),
    ...(members.length > 0 && { memberList: members.map((userID) => ({ userID })) }),
    ...(custom.length > 0 && { groupCustomField: custom }),
  };
};
