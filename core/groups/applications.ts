import type { ActsHost } from '../acts/host.js';
import { requireId } from '../client/checks.js';
import type { RunningActs } from '../client/parts.js';
import { type Application, isImError } from '../model/index.js';
import { requireText } from './checks.js';
import { putApplication } from './events.js';
import type { Asking } from './host.js';
import { Paged } from './paged.js';

type Part = Pick<RunningActs['groups'], 'moreApplications' | 'accept' | 'refuse' | 'readApplications'>;

const REASON = 300;

/** Who wants to come in, and where one is asked to. */
export const applications = ({ ctx }: ActsHost, ask: Asking): Part & { reload(): Promise<void> } => {
  const { store } = ctx;
  const list = new Paged<Application>(
    ctx,
    'applications',
    (cursor, limit) => ask('applications', 'answer-application')({ cursor, limit }),
    (writer, application) => {
      writer.put('application', application.id, application);
      return application.id;
    },
  );
  const answer = async (id: string, accept: boolean, reason?: string): Promise<void> => {
    requireId('application', id);
    if (reason !== undefined) requireText('reason', reason, REASON);
    try {
      await ask('answer', 'answer-application')(id, accept, { reason });
    } catch (error) {
      // Somebody was faster: who, and how, is in the store.
      const latest =
        isImError(error) && error.code === 'conflict' ? (error.latest as Application | undefined) : undefined;
      if (latest) store.commit('remote', (writer) => putApplication(ctx, writer, latest));
      throw error;
    }
  };
  return {
    moreApplications: async () => list.more(),
    accept: (_, id) => answer(id, true),
    refuse: (_, id, reason) => answer(id, false, reason),
    async readApplications() {
      await ask('readApplications', 'answer-application')();
    },
    reload: () => list.reload(),
  };
};
