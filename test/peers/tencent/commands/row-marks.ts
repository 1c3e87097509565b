import { type Asked, type Commands, Refusal } from '../command.js';
import { groupItems, markFields, named, rowKeyOf, rowMarksOf } from '../row-marks.js';
import { type Json, list, number, object, text } from '../wire.js';

const MOST = 100;
/** Bytes of the site's own data. */
const LONGEST = 256;

const bits = (item: Json, name: string): readonly number[] => {
  const value = item[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
};

const mark = ({ me, connection, body }: Asked): Json => {
  const items = list(body, 'MarkItem');
  if (items.length > MOST) throw new Refusal(51_006, 'too many at once');
  const told: Json[] = [];
  const ResultItem = items.map((item) => {
    const ContactItem = object(item, 'ContactItem');
    const [type, key] = [number(item, 'OptType'), rowKeyOf(ContactItem)];
    const marks = rowMarksOf(me, key);
    const data = text(item, 'CustomMark');
    if (type !== 1 && Buffer.byteLength(data) > LONGEST)
      return { ContactItem, ResultCode: 50_002, ResultInfo: 'too long' };
    if (type !== 2) {
      for (const bit of bits(item, 'ClearMark')) marks.bits.delete(bit);
      for (const bit of bits(item, 'SetMark')) marks.bits.add(bit);
    }
    if (type !== 1) marks.data = data;
    told.push({ RecentContactItem: named(ContactItem), OptType: type, ...markFields(me, key) });
    return { ContactItem, ResultCode: 0, ResultInfo: '' };
  });
  const event = { PushType: 4, RecentContactMarkContact: { RecentContactMarkContactItem: told } };
  if (told.length > 0) me.push({ Event: 13, RecentContactMod: [event] }, connection);
  return { ResultItem };
};

/** Of rows that have come since the list was read. */
const search = ({ me, body }: Asked): Json => ({
  ContactResultItem: list(body, 'ContactItem').map((item) => ({ ...item, ...markFields(me, rowKeyOf(item)) })),
  GroupItem: groupItems(me),
});

export const commands: Commands = {
  'recentcontact.mark_contact': mark,
  'recentcontact.search_contact_group': search,
};
