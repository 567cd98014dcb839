import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import type { AccountClient } from '../support/application.ts';
import { createInterviewer, createInterviewType } from '../support/builders.ts';
import { roomOf, Signalling } from '../support/conference.ts';
import { checkoutOf } from '../support/payments.ts';
import { waitFor } from '../support/wait-for.ts';
import type { Fault, Phase } from './faults.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a candidate of a round is going to do. */
interface Course {
  readonly pays: boolean;
  readonly returns: boolean;
  readonly change: 'none' | 'cancels' | 'moves';
  readonly comes: boolean;
}

interface Booked extends Course {
  readonly person: AccountClient;
  readonly interviewId: string;
  readonly checkout: string;
}

/** The life of some interviews from the booking to the end, with a fault in each of its phases. */
export class Round {
  private booked: Booked[] = [];
  private readonly start: Date;

  constructor(
    private readonly world: World,
    private readonly people: readonly AccountClient[],
    private readonly faultFor: (phase: Phase) => Fault,
  ) {
    const day = new Date(world.time.now.getTime() + 3 * 24 * HOUR_MS);
    this.start = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12));
  }

  /** @returns names of the faults, in order. */
  async run(): Promise<string[]> {
    const { world } = this;
    const names = [await this.under('booking', () => this.book())];
    names.push(...(await this.payAndChange()));
    // Slots that nobody paid lapse.
    world.time.advance(15 * 60);
    await world.quiet();
    names.push(await this.under('reminding', () => world.reach(this.before(24 * 60))));
    await world.reach(this.before(60));
    await world.reach(this.before(10));
    await world.reach(this.start);
    names.push(await this.under('meeting', () => this.meet()));
    // Those that nobody comes to, and those that were moved, end by themselves.
    await world.reach(this.before(-4 * 60));
    await world.heal();
    return names;
  }

  /** Sometimes what was paid just now is changed before the fault is over. */
  private async payAndChange(): Promise<string[]> {
    const isMixed = this.world.random.next() < 0.5;
    const fault = this.faultFor('paying');
    if (isMixed && !fault.alone) {
      const both = async () => {
        await this.pay();
        await this.change();
      };
      return [await this.under('paying', both, fault)];
    }
    const paying = await this.under('paying', () => this.pay(), fault);
    return [paying, await this.under('changing', () => this.change())];
  }

  private before(minutes: number): Date {
    return new Date(this.start.getTime() - minutes * MINUTE_MS);
  }

  private async under(
    phase: Phase,
    work: () => Promise<unknown>,
    fault = this.faultFor(phase),
  ): Promise<string> {
    await fault.inject(this.world);
    await work();
    await fault.meanwhile?.(this.world);
    await this.world.heal();
    return `${phase}: ${fault.name}`;
  }

  /** Everybody takes a slot; the first two want the same one. */
  private async book(): Promise<void> {
    const { world } = this;
    const type = await createInterviewType(world.application);
    const shared = await createInterviewer(world.application);
    const bookings = this.people.map(async (person, index) => {
      const interviewer = index < 2 ? shared : await createInterviewer(world.application);
      const body = {
        idempotencyKey: randomUUID(),
        interviewTypeId: type.id,
        interviewerId: interviewer.id,
        startsAt: this.start.toISOString(),
        jobRole: 'Backend engineer',
        experienceLevel: 'mid' as const,
        focus: 'technical' as const,
        timeZone: 'Europe/Berlin',
        locale: 'de' as const,
      };
      const course = this.course(index);
      const answer = await world.ask(routes.createBooking, { body }, person);
      if (answer.status >= 400) return [];
      const { interview, checkoutUrl } = answer.body;
      world.acknowledged.push({ kind: 'booked', interviewId: interview.id });
      return [{ ...course, person, interviewId: interview.id, checkout: checkoutOf(checkoutUrl) }];
    });
    this.booked = (await Promise.all(bookings)).flat();
  }

  private course(index: number): Course {
    const { random } = this.world;
    return {
      pays: index < 2 || random.next() < 0.8,
      returns: random.next() < 0.5,
      change: random.pick(['none', 'none', 'cancels', 'moves']),
      comes: random.next() < 0.7,
    };
  }

  private async pay(): Promise<void> {
    const payers = this.booked.filter(({ pays }) => pays);
    await Promise.all(
      payers.map(async ({ person, interviewId, checkout, returns }) => {
        await this.world.stripe.pay(checkout);
        if (!returns) return;
        const params = { interviewId };
        const { body, status } = await this.world.ask(routes.settleBooking, { params }, person);
        if (status < 400 && body.interview.status === 'scheduled')
          this.world.acknowledged.push({ kind: 'settled', interviewId });
      }),
    );
  }

  /** Some of what is booked is cancelled or moved. */
  private async change(): Promise<void> {
    const changes = this.booked.filter(({ pays, change }) => pays && change !== 'none');
    await Promise.all(
      changes.map((booking) => (booking.change === 'cancels' ? this.cancel(booking) : this.move(booking))),
    );
  }

  private async cancel({ person, interviewId }: Booked): Promise<void> {
    const { world } = this;
    const options = { params: { interviewId } };
    const { body: terms, status: found } = await world.ask(routes.getChangeTerms, options, person);
    if (found >= 400) return;
    const refundMinor = terms.cancel.refund?.amountMinor ?? null;
    const body = { scheduleVersion: terms.scheduleVersion, refundMinor };
    const { status } = await world.ask(routes.cancelInterview, { ...options, body }, person);
    if (status < 400) world.acknowledged.push({ kind: 'cancelled', interviewId, refundMinor });
  }

  private async move({ person, interviewId }: Booked): Promise<void> {
    const { world } = this;
    const options = { params: { interviewId } };
    const body = { scheduleVersion: 0, startsAt: this.before(-90).toISOString() };
    const { status } = await world.ask(routes.rescheduleInterview, { ...options, body }, person);
    if (status < 400) world.acknowledged.push({ kind: 'rescheduled', interviewId, version: 1 });
  }

  /** Both sides come to what takes place now, and go again at its end. */
  private async meet(): Promise<void> {
    const { world } = this;
    const { client } = world.application.database;
    const rows = await client.interview.findMany({
      where: {
        id: { in: this.booked.filter(({ comes }) => comes).map(({ interviewId }) => interviewId) },
        status: 'scheduled',
        scheduledAt: this.start,
      },
    });
    const rooms = rows.map((row) => ({ room: roomOf(row), begin: world.time.now }));
    await Promise.all(rooms.map((place) => this.report(place, 'joined', 0)));
    world.time.moveTo(this.before(-40));
    await Promise.all(rooms.map((place) => this.report(place, 'left', 40 * 60)));
  }

  private async report(
    { room, begin }: { room: ReturnType<typeof roomOf>; begin: Date },
    what: 'joined' | 'left',
    second: number,
  ): Promise<void> {
    const { world } = this;
    const sides = ['candidate', 'interviewer'] as const;
    const sequence = what === 'joined' ? 0 : sides.length;
    const events = new Signalling(world.application, room, begin);
    const told = sides.map((side, index) => events[what](side, { second, sequence: sequence + index + 1 }));
    await waitFor('an answer to what the room tells', async () => {
      if (!world.fleet.api()) return false;
      const sender = new Signalling(world.behindApi(), room, begin);
      return sender.report(...told).then(
        ({ status }) => status < 300,
        () => false,
      );
    });
    for (const occupantId of sides)
      world.acknowledged.push({ kind: 'present', interviewId: room.id, occupantId });
  }
}
