import { randomUUID } from 'node:crypto';
import {
  defaultPolicy,
  type ErrorCode,
  type ErrorResponse,
  type RouteContract,
  routes,
} from '@greenroom/contracts';
import { expect } from '@jest/globals';
import { signBody } from '../../src/conference/signature.ts';
import { type AccountClient, startApplication, type TestApplication } from './application.ts';
import { createInterview, createInterviewer, createInterviewType } from './builders.ts';
import type { Answer, Client } from './client.ts';
import { type RoomOf, roomOf } from './conference.ts';
import { interviewerOf } from './interviewer-link.ts';
import { createRecording, fileProof } from './recordings.ts';

export type RouteName = keyof typeof routes;

/** A request that its right caller may make. */
interface Sample {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Fields of the body that may be null. */
  readonly nullable?: readonly string[];
  /** The body takes fields that nobody here knows: it is written by somebody else's program. */
  readonly open?: true;
  /** A file instead of a body. */
  readonly file?: string;
}

const interviewType = {
  name: 'System design',
  slug: 'system-design',
  description: 'Boxes and arrows',
  durationMinutes: 45,
  priceMinor: 9_000,
  currency: 'EUR',
  policy: defaultPolicy,
  active: true,
};
const webhookEndpoint = { name: 'Our HR system', url: 'https://hooks.example.com/greenroom', active: true };
const soon = { from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' };
const move = { scheduleVersion: 0, startsAt: '2030-01-01T12:00:00Z' };
const interviewer = {
  name: 'Ines Interviewer',
  email: 'ines@specialists.example',
  phone: '+12025550143',
  headline: 'Engineering manager',
  specialties: ['Backend'],
  timeZone: 'Europe/Berlin',
  locale: 'en',
  bufferMinutes: 10,
  minimumNoticeMinutes: 60,
  acceptsInstant: true,
  active: true,
  weeklyHours: [{ weekday: 1, startMinute: 540, endMinute: 1020 }],
};

/** A time that is still to come, whenever the tests run. */
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString();

const workflow = {
  name: 'Thanks',
  description: 'Says thank you',
  interviewTypeId: null,
  definition: {
    trigger: { kind: 'interview-completed', config: {} },
    conditions: [],
    steps: [
      {
        key: 'thank',
        kind: 'send-email',
        config: { to: 'candidate', template: 'completed' },
        conditions: [],
      },
    ],
  },
};

const mailWords = {
  subject: 'Booked: {{ day }}',
  preview: '',
  heading: 'Booked',
  lead: 'See you.',
  action: 'Open',
  note: '',
};

/** One sample for each route of the contract. The compiler asks for the missing ones, and so does the spec. */
export const samples: Readonly<Record<RouteName, Sample>> = {
  signUp: {
    body: {
      name: 'Casey',
      email: 'casey@example.com',
      password: 'correct horse battery',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    },
  },
  signIn: { body: { email: 'casey@example.com', password: 'not the right one' } },
  signOut: {},
  getMe: {},
  updateMe: {
    body: { name: 'Casey', timeZone: 'Europe/Berlin', locale: 'en', phone: '+4915112345678' },
    nullable: ['phone'],
  },
  listInterviewTypes: {},
  listSpecialists: {},
  adminListInterviewTypes: {},
  createInterviewType: { body: interviewType },
  updateInterviewType: { body: { ...interviewType, slug: 'architecture' } },
  adminListInterviewers: {},
  createInterviewer: { body: interviewer, nullable: ['phone'] },
  updateInterviewer: {
    body: { ...interviewer, email: 'ivan@specialists.example' },
    nullable: ['phone'],
  },
  listSlots: {
    query: { interviewTypeId: randomUUID(), from: inDays(7), to: inDays(8) },
  },
  createBooking: {
    body: {
      idempotencyKey: randomUUID(),
      interviewTypeId: randomUUID(),
      interviewerId: randomUUID(),
      startsAt: inDays(7),
      jobRole: 'Backend engineer',
      experienceLevel: 'mid',
      focus: 'technical',
      timeZone: 'Europe/Berlin',
      locale: 'en',
    },
    nullable: ['interviewerId', 'startsAt'],
  },
  resumeCheckout: {},
  releaseHold: {},
  settleBooking: {},
  paymentWebhook: {},
  listInterviews: { query: { scope: 'upcoming' } },
  getInterview: {},
  rateSession: { body: { rating: 5, comment: 'Helpful' }, nullable: ['comment'] },
  getCalendar: {},
  getChangeTerms: {},
  listNewTimes: { query: soon },
  cancelInterview: { body: { scheduleVersion: 0, refundMinor: 9_000 }, nullable: ['refundMinor'] },
  rescheduleInterview: { body: move },
  getReceipt: {},
  appealOutcome: { body: { text: 'I was there' } },
  getAssignmentChangeTerms: {},
  listAssignmentNewTimes: { query: soon },
  cancelAssignment: {
    body: { scheduleVersion: 0, confirm: true, reason: 'I am ill' },
    nullable: ['reason'],
  },
  rescheduleAssignment: { body: { ...move, confirm: true, reason: 'I am ill' }, nullable: ['reason'] },
  getAssignmentReceipt: {},
  appealAssignmentOutcome: { body: { text: 'I was there' } },
  adminGetChangeTerms: {},
  adminListNewTimes: { query: soon },
  adminCancelInterview: {
    body: { scheduleVersion: 0, refundMinor: 9_000, reason: 'The building is closed' },
    nullable: ['refundMinor'],
  },
  adminRescheduleInterview: { body: { ...move, reason: 'The building is closed' } },
  adminGetReceipt: {},
  decideOutcome: { body: { outcome: 'delivered', reason: 'Both have said so' } },
  adminListTasks: {},
  adminCountTasks: {},
  adminGetHealth: {},
  adminListShards: {},
  adminDrainShard: { body: { draining: true } },
  resolveTask: { body: { note: 'Looked at' } },
  exchangeLink: { body: { token: 'a'.repeat(40) } },
  getAssignment: {},
  submitFeedback: { body: { comments: 'Well done', rating: 4 } },
  getRoom: {},
  createRoomGrant: { body: { displayName: 'Casey' } },
  reportMedia: {},
  endRoom: {},
  getRoomRecording: {},
  askForRecording: {},
  answerRecording: { body: { decision: 'agree' } },
  stopRecording: {},
  startRecorder: { body: { room: 'a'.repeat(32) } },
  reportRecorder: {
    body: {
      events: [{ id: randomUUID(), room: 'a'.repeat(32), state: 'recorder-joined', occurredAt: inDays(0) }],
    },
    open: true,
  },
  uploadRecording: { file: 'moving pictures' },
  listRecordings: {},
  createDownloadLink: {},
  downloadRecording: { query: { token: 'a'.repeat(40) } },
  adminListRecordings: {},
  adminCreateDownloadLink: {},
  adminDownloadRecording: { query: { token: 'a'.repeat(40) } },
  eraseRecording: { body: { reason: 'The candidate has asked for it' } },
  createReservation: { body: { name: 'a'.repeat(32) }, open: true },
  getReservation: {},
  deleteReservation: {},
  reportSignallingStart: { body: { startedAt: '2000-01-01T00:00:00Z' } },
  reportPresence: {
    body: {
      events: [
        {
          id: randomUUID(),
          sequence: 1,
          type: 'room-created',
          room: 'a'.repeat(32),
          occurredAt: inDays(0),
        },
      ],
    },
    open: true,
  },
  listWebhookEndpoints: {},
  createWebhookEndpoint: { body: webhookEndpoint },
  updateWebhookEndpoint: { body: webhookEndpoint },
  renewWebhookSecret: {},
  listWebhookDeliveries: {},
  replayWebhookDelivery: {},
  adminListInterviews: {},
  adminGetInterview: {},
  reissueLink: {},
  retryMessage: {},
  listWorkflows: {},
  getWorkflowCatalogue: {},
  createWorkflow: { body: workflow, nullable: ['interviewTypeId'] },
  getWorkflow: {},
  updateWorkflow: { body: { ...workflow, baseVersion: 1 }, nullable: ['interviewTypeId'] },
  switchWorkflow: { body: { enabled: false } },
  listWorkflowVersions: {},
  simulateWorkflow: {
    body: { definition: workflow.definition, interviewId: null, now: '2030-01-01T12:00:00Z' },
    nullable: ['interviewId'],
  },
  listInterviewRuns: {},
  listParkedSteps: {},
  retryWorkflowStep: {},
  skipWorkflowStep: { body: { reason: 'It was done by hand' } },
  getBranding: {},
  updateBranding: {
    body: { name: 'Greenroom', brandColor: '#0E7A5F', logo: null, supportEmail: null },
    nullable: ['logo', 'supportEmail'],
  },
  listMessageTemplates: {},
  getMessageWording: {},
  updateMessageWording: { body: { texts: mailWords, baseVersion: 0 } },
  resetMessageWording: {},
  previewMessage: {
    body: { texts: mailWords, interviewId: null },
    nullable: ['texts', 'interviewId'],
  },
};

/** All routes by name, for `it.each`. */
export const everyRoute = Object.entries<RouteContract>(routes) as [RouteName, RouteContract][];

/** The routes whose access is one of these. */
export const routesFor = (...access: RouteContract['access'][]): [RouteName, RouteContract][] =>
  everyRoute.filter(([, route]) => access.includes(route.access));

/** A filled-in request that is still to be spoilt. */
export interface Wish {
  /** Instead of the sample's; a string is sent as it is. */
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the owner's interview, room and the rest. */
  readonly params?: Readonly<Record<string, string>>;
}

/** Two interviews of two candidates, and everybody who could be asking. */
export class World {
  private constructor(
    readonly application: TestApplication,
    readonly owner: AccountClient,
    readonly stranger: AccountClient,
    readonly admin: AccountClient,
    /** With sessions of the owner's interview, and of the stranger's. */
    readonly interviewer: Client,
    readonly otherInterviewer: Client,
    /** What the parameters in the paths stand for: all of them the owner's, or everybody's. */
    readonly params: Readonly<Record<string, string>>,
    /** When the recorder of the recording whose file is still to come began. */
    private readonly recordedAt: Date,
  ) {}

  static async build(): Promise<World> {
    const application = await startApplication({ recordings: true });
    const [owner, stranger, admin] = [
      await application.candidate(),
      await application.candidate('Sam Stranger'),
      await application.admin(),
    ];
    const room = await roomFor(application, owner);
    const message = await application.database.client.message.create({
      data: {
        interviewId: room.id,
        dedupeKey: randomUUID(),
        template: 'invitation',
        recipientRole: 'interviewer',
        recipient: 'ines@specialists.example',
        scheduleVersion: 0,
        status: 'parked',
      },
    });
    const task = await application.database.client.adminTask.create({
      data: { interviewId: room.id, kind: 'appeal', openedBy: 'candidate', openedAt: new Date() },
    });
    const awaited = await createRecording(application, room.id, 'stopped');
    const hourAgo = new Date(awaited.askedAt.getTime() - 3_600_000);
    const times = { askedAt: hourAgo, permittedAt: hourAgo, startedAt: hourAgo, stoppedAt: hourAgo };
    const ready = await createRecording(application, room.id, 'ready', times);
    return new World(
      application,
      owner,
      stranger,
      admin,
      await interviewerOf(application, room),
      await interviewerOf(application, await roomFor(application, stranger)),
      {
        interviewId: room.id,
        recordingId: ready.id,
        roomName: room.roomName,
        messageId: message.id,
        taskId: task.id,
        ...(await parkedStepOf(application, room.id)),
        ...(await parkedCallOf(application, room.id)),
        interviewTypeId: (await createInterviewType(application)).id,
        interviewerId: (await createInterviewer(application)).id,
        reservationId: room.id,
        shardName: 'a',
        provider: 'stripe',
        template: 'confirmation',
        audience: 'candidate',
        channel: 'email',
        locale: 'en',
      },
      awaited.askedAt,
    );
  }

  /** Who may call a route, as far as its access rule goes. */
  callerOf({ access }: RouteContract): Client {
    switch (access) {
      case 'account':
      case 'participant':
        return this.owner;
      case 'admin':
        return this.admin;
      case 'interviewer':
        return this.interviewer;
      case 'public':
      case 'provider':
      case 'signalling':
        return this.application.visitor();
    }
  }

  /** Asks as the right caller. */
  ask(name: RouteName, wish: Wish = {}): Promise<Answer<unknown>> {
    const route: RouteContract = routes[name];
    const headers = { ...this.proofFor(name, wish), ...wish.headers };
    return this.askAs(this.callerOf(route), name, { ...wish, headers });
  }

  /** Asks as somebody else, who proves nothing but the session they have. */
  askAs(client: Client, name: RouteName, wish: Wish = {}): Promise<Answer<unknown>> {
    const route: RouteContract = routes[name];
    const headers = {
      'x-forwarded-for': `10.0.0.${1 + Math.floor(Math.random() * 250)}`,
      ...(samples[name].file !== undefined && !('body' in wish) && { 'content-type': 'video/mp4' }),
      ...wish.headers,
    };
    return client.send(route.method, this.addressOf(name, wish), bodyText(name, wish), headers);
  }

  /** Sends requests one after the other: each is refused in this way, and all of them leave the tables as they were. */
  async refuses(
    requests: readonly (() => Promise<Answer<unknown>>)[],
    [status, code]: readonly [number, ErrorCode],
    naming: readonly string[] = [],
  ): Promise<void> {
    const before = await this.tables();
    for (const [index, request] of requests.entries()) {
      const answer = await request();
      expect(answer).toMatchObject({ status, body: { error: { code } } });
      const name = naming[index];
      if (name !== undefined) expect(detailsOf(answer.body)).toContain(name);
    }
    expect(await this.tables()).toEqual(before);
  }

  /** What stands in the tables, as one digest for each. */
  async tables(): Promise<Record<string, string>> {
    const { client } = this.application.database;
    const names = await client.$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('rate_limit', 'request_quota') ORDER BY 1`;
    const digests = names.map(
      ({ name }) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg(r::text, '|' ORDER BY r::text), '')) AS digest FROM "${name}" r`,
    );
    const rows = await client.$queryRawUnsafe<{ name: string; digest: string }[]>(
      digests.join(' UNION ALL '),
    );
    return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  }

  /** A wish's parameters that all have this value. */
  paramsWith(value: string): Record<string, string> {
    return Object.fromEntries(Object.keys(this.params).map((parameter) => [parameter, value]));
  }

  addressOf(name: RouteName, wish: Wish = {}): string {
    const params = { ...this.params, ...wish.params };
    const path = routes[name].path.replace(/:(\w+)/g, (_, parameter: string) => {
      const value = params[parameter];
      if (value === undefined) throw new Error(`No "${parameter}" is prepared for ${name}`);
      return encodeURIComponent(value);
    });
    const query = new URLSearchParams(wish.query ?? samples[name].query);
    return query.size > 0 ? `${path}?${query}` : path;
  }

  /** What callers without a session prove themselves by. */
  private proofFor(name: RouteName, wish: Wish): Record<string, string> {
    const route: RouteContract = routes[name];
    if (route.access !== 'signalling') return {};
    const body = bodyText(name, wish) ?? '';
    if (route === routes.uploadRecording) {
      const file = { content: body, recordedAt: this.recordedAt };
      return fileProof(this.application, this.addressOf(name, wish), file);
    }
    const { CONFERENCE_SECRET } = this.application.environment;
    return signed.includes(route)
      ? { 'x-greenroom-signature': signBody(body, CONFERENCE_SECRET, this.application.clock.now()) }
      : { authorization: `Bearer ${CONFERENCE_SECRET}` };
  }
}

/** Signed over their body. */
const signed: readonly RouteContract[] = [
  routes.reportPresence,
  routes.reportSignallingStart,
  routes.startRecorder,
  routes.reportRecorder,
];

function bodyText(name: RouteName, wish: Wish): string | undefined {
  const body = 'body' in wish ? wish.body : (samples[name].body ?? samples[name].file);
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

/** A call of an endpoint that was given up, and the endpoint. */
async function parkedCallOf(application: TestApplication, interviewId: string) {
  const createdAt = application.clock.now();
  const { id: deliveryId, endpointId } = await application.database.client.webhookDelivery.create({
    data: {
      endpoint: { create: { ...webhookEndpoint, secret: randomUUID(), createdAt } },
      interview: { connect: { id: interviewId } },
      event: 'interview.scheduled',
      payload: {},
      dedupeKey: randomUUID(),
      status: 'parked',
      createdAt,
    },
  });
  return { deliveryId, endpointId };
}

/** A step that was given up, and its workflow. */
async function parkedStepOf(
  { database }: TestApplication,
  interviewId: string,
): Promise<{ workflowId: string; stepId: string }> {
  const workflow = await database.client.workflow.findUniqueOrThrow({ where: { key: 'refund-notice' } });
  const [runId, stepId] = [randomUUID(), randomUUID()];
  const at = new Date();
  await database.client.workflowRun.create({
    data: {
      id: runId,
      workflowId: workflow.id,
      version: workflow.currentVersion,
      interviewId,
      trigger: 'interview-completed',
      dedupeKey: randomUUID(),
      scheduleVersion: 0,
      context: {},
      status: 'running',
      createdAt: at,
      steps: {
        create: {
          id: stepId,
          interviewId,
          position: 0,
          stepKey: 'thank',
          kind: 'send-email',
          status: 'parked',
          dueAt: at,
        },
      },
    },
  });
  return { workflowId: workflow.id, stepId };
}

async function roomFor(application: TestApplication, { accountId }: AccountClient): Promise<RoomOf> {
  return roomOf(await createInterview(application, { candidateId: accountId, status: 'in-progress' }));
}

/** Everything that an answer says is wrong, as one text. */
function detailsOf(body: unknown): string {
  const { details = [] } = (body as ErrorResponse).error;
  return details.map(({ path, message }) => `${path} ${message}`).join('; ');
}
