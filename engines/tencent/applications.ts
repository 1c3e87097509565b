import type { Application } from '../../core/model/index.js';
import type { Link } from './link.js';
import type { SdkGroupApplication } from './sdk-groups.js';

/** The service keeps one of a person to a group at a time: both sides call it so. */
export const applicationId = (groupId: string, userId: string): string => `${groupId} ${userId}`;

/** Those that were told since signing in, as they stand: the service tells of an answer only him whom it is given. */
export const known = (link: Pick<Link, 'kept'>): Map<string, Application> =>
  link.kept('applications', () => new Map<string, Application>());

/** Of a member who would bring somebody in: it is about whom he names. */
const whoIn = ({ applicationType, applicant, userID }: SdkGroupApplication): string =>
  applicationType === 2 && userID ? userID : applicant;

export const idOfApplication = (one: SdkGroupApplication): string => applicationId(one.groupID, whoIn(one));

export const readApplication = (link: Pick<Link, 'kept'>, one: SdkGroupApplication): Application => {
  const id = idOfApplication(one);
  const at = one.messageKey > 1e11 ? one.messageKey : one.messageKey * 1000;
  return {
    ...{ id, groupId: one.groupID, userId: whoIn(one), state: 'pending', at },
    ...(one.note && { words: one.note }),
    read: known(link).get(id)?.read === true && known(link).get(id)?.at === at,
  };
};
