import type { MenuItem } from '../../menu/index.js';
import { timerIcon } from '../../shared/icons-composer.js';
import { bellOffIcon } from '../../shared/icons-later.js';
import type { Desk } from '../desk.js';

/** After the first reading, seconds, and as people say it. */
const TIMES = [
  [30, 30, 'second'],
  [300, 5, 'minute'],
  [3600, 1, 'hour'],
  [86_400, 1, 'day'],
  [604_800, 7, 'day'],
] as const;

/** How else it can be sent here; none of them for a text that is edited. */
export function sendWays(desk: Desk): readonly MenuItem[] {
  const client = desk.client();
  const id = desk.conversation();
  if (!client || !id || desk.writing.aside || desk.writing.empty) return [];
  const i18n = desk.i18n();
  const silent: MenuItem = {
    id: 'silent',
    label: i18n.t('composer.silent'),
    icon: bellOffIcon(),
    act: () => desk.composer.submit({ silent: true }),
  };
  const expiring = TIMES.map(
    ([expire, count, unit]): MenuItem => ({
      id: `expire-${expire}`,
      label: i18n.t('composer.expire', {
        time: new Intl.NumberFormat(i18n.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
      }),
      icon: timerIcon(),
      act: () => desk.composer.submit({ expire }),
    }),
  );
  return [
    ...(client.can('silent', id) === 'available' ? [silent] : []),
    ...(client.can('expire', id) === 'available' ? expiring : []),
  ];
}
