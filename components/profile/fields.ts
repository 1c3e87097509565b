import type { User } from '../../core/index.js';

/** One of the page's own fields of a person: shown to all, written by himself. */
export interface ProfileField {
  readonly id: string;
  readonly label: string;
  /** Shown, and written by the back end alone. */
  readonly fixed?: boolean;
  /** Most characters; 200 by default, at most 1,000. */
  readonly length?: number;
  /** Several lines. */
  readonly long?: boolean;
}

/** `phone=Phone, about=About me`: ids and what people read. A lone word is both. */
export const fieldsConverter = {
  fromAttribute: (value: string | null): readonly ProfileField[] =>
    (value ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
      .map((one) => {
        const [id = '', label = id] = one.split('=').map((part) => part.trim());
        return { id, label };
      }),
};

/** What one may change of oneself; empty takes it away. */
export interface ProfilePatch {
  readonly name?: string;
  readonly status?: string;
  readonly avatar?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Only what differs: two devices that change different things do not undo each other. */
export function patchOf(user: User | undefined, form: FormData, fields: readonly ProfileField[]): ProfilePatch {
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  const changed = fields
    .filter(({ id, fixed }) => !fixed && said(`field-${id}`) !== (user?.fields?.[id] ?? ''))
    .map(({ id }) => [id, said(`field-${id}`)] as const);
  return {
    ...(said('name') !== (user?.name ?? '') && { name: said('name') }),
    ...(said('status') !== (user?.status ?? '') && { status: said('status') }),
    ...(changed.length > 0 && { fields: Object.fromEntries(changed) }),
  };
}
