import { randomUUID } from 'node:crypto';
import { routes } from '@greenroom/contracts';
import type { AccountClient } from '../support/application.ts';
import { createInterviewer, createInterviewType } from '../support/builders.ts';
import { checkoutOf } from '../support/payments.ts';
import { change, type Changer } from './changes.ts';
import type { Fault, Phase } from './fault.ts';
import { meet } from './meeting.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a candidate of a round is going to do. */
interface Course {
  readonly pays: boolean;
  readonly returns: boolean;
  readonly change: 'none' | 'cancels' | 'moves';
  readonly by: Changer;
  readonly comes: boolean;
}

interface Booked extends Course {
  readonly person: AccountClient;
  readonly interviewId: string;
  readonly priceMinor: number;
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
    const day = new Date(world.now.getTime() + 3 * 24 * HOUR_MS);
    this.start = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12));
  }

  async run(): Promise<void> {
    const { world } = this;
    await this.under('booking', () => this.book());
    await this.payAndChange();
    // Slots that nobody paid lapse.
    await world.advance(15 * 60);
    await world.quiet();
    await this.under('reminding', () => world.reach(this.before(24 * 60)));
    await world.reach(this.before(60));
    await world.reach(this.before(10));
    await world.reach(this.start);
    await this.under('meeting', () => this.meet());
    // Those that nobody comes to, and those that were moved, end by themselves.
    await world.reach(this.before(-4 * 60));
    await world.heal();
  }

  /** Sometimes what was paid just now is changed before the fault is over. */
  private async payAndChange(): Promise<void> {
    const isMixed = this.world.random.next() < 0.5;
    const fault = this.faultFor('paying');
    if (isMixed && !fault.alone) {
      await this.under('paying', () => this.pay().then(() => this.change()), fault);
      return;
    }
    await this.under('paying', () => this.pay(), fault);
    await this.under('changing', () => this.change());
  }

  private before(minutes: number): Date {
    return new Date(this.start.getTime() - minutes * MINUTE_MS);
  }

  private async under(
    phase: Phase,
    work: () => Promise<unknown>,
    fault = this.faultFor(phase),
  ): Promise<void> {
    await fault.inject(this.world);
    await work();
    await fault.meanwhile?.(this.world);
    await this.world.heal();
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
      const checkout = checkoutOf(checkoutUrl);
      return [{ ...course, person, interviewId: interview.id, priceMinor: type.priceMinor, checkout }];
    });
    this.booked = (await Promise.all(bookings)).flat();
  }

  private course(index: number): Course {
    const { random } = this.world;
    return {
      pays: index < 2 || random.next() < 0.8,
      returns: random.next() < 0.5,
      change: random.pick(['none', 'none', 'cancels', 'moves']),
      by: random.pick(['candidate', 'interviewer', 'both']),
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
    const changed = this.booked.filter(({ pays }) => pays);
    await Promise.all(
      changed.map(async ({ change: what, ...booking }) => {
        if (what === 'none') return;
        const [candidateTime, interviewerTime] = [this.before(-90), this.before(-180)];
        await change(this.world, { ...booking, what, candidateTime, interviewerTime });
      }),
    );
  }

  /** Both sides come to what takes place now, and go again at its end. */
  private async meet(): Promise<void> {
    const coming = this.booked.filter(({ comes }) => comes).map(({ interviewId }) => interviewId);
    const rows = await this.world.application.database.client.interview.findMany({
      where: { id: { in: coming }, status: 'scheduled', scheduledAt: this.start },
    });
    await meet(this.world, rows);
  }
}
