import { computed, linkedSignal, signal, untracked } from '@angular/core';
import type { ErrorDetail } from '@greenroom/contracts';
import type * as z from 'zod/mini';
import { type ApiErrorCode, toApiError } from '../../platform/api-error';
import { fieldsOfDetails, type Invalid, invalidFields, type ProblemKind } from './field-problems';

export interface EditFormOptions<Stored, Draft extends object, Input> {
  /** What is stored; undefined for something new. When it changes, for example after saving, the draft begins again from it. */
  readonly stored: () => Stored | undefined;
  /** What is stored, as the fields show it. That it is written in another language, say, does not begin the draft again. */
  readonly initial: (stored: Stored | undefined) => Draft;
  /** The draft as the API takes it; fields that cannot be read are given as something that the schema refuses. */
  readonly toInput: (draft: Draft) => unknown;
  readonly schema: z.ZodMiniType<Input>;
}

/**
 * The state of a page that edits one thing: the draft, what is wrong with each field, and how saving goes. The rules are the
 * contract's own; what only the API can know (a slug is taken) comes back to the field that has to change.
 */
export class EditForm<Stored, Draft extends object, Input> {
  readonly draft;
  readonly changed;
  private readonly start;
  private readonly parsed;
  private readonly tried = signal(false);
  private readonly refused = signal<ReadonlyMap<string, { kind: ProblemKind; value: unknown }>>(new Map());
  private readonly progress = signal<'idle' | 'saving' | ApiErrorCode>('idle');
  readonly state = this.progress.asReadonly();
  readonly saving = computed(() => this.progress() === 'saving');
  /** Why the last try to save failed. */
  readonly failure = computed(() => {
    const state = this.progress();
    return state === 'idle' || state === 'saving' ? null : state;
  });

  constructor({ stored, initial, toInput, schema }: EditFormOptions<Stored, Draft, Input>) {
    this.start = computed(() => {
      const known = stored();
      return untracked(() => initial(known));
    });
    this.draft = linkedSignal(this.start);
    this.changed = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.start()));
    this.parsed = computed((): { input: Input } | { invalid: Invalid } => {
      const input = toInput(this.draft());
      const result = schema.safeParse(input);
      return result.success ? { input: result.data } : { invalid: invalidFields(result.error, input) };
    });
  }

  set<Field extends keyof Draft>(field: Field, value: Draft[Field]): void {
    this.draft.update((draft) => ({ ...draft, [field]: value }));
  }

  /** Nothing is called wrong before somebody tried to save it. */
  problem(field: keyof Draft & string): ProblemKind | null {
    const refused = this.refused().get(field);
    if (refused && refused.value === this.draft()[field]) return refused.kind;
    const parsed = this.parsed();
    return this.tried() && 'invalid' in parsed ? (parsed.invalid.get(field) ?? null) : null;
  }

  /** Back to what is stored. */
  reset(): void {
    this.draft.set(this.start());
    this.tried.set(false);
    this.refused.set(new Map());
    this.progress.set('idle');
  }

  /**
   * Saves the draft when nothing is wrong with it.
   *
   * @returns what `send` answers; null when there is something to mend, which the fields and `failure` then show.
   */
  async save<Saved>(send: (input: Input) => Promise<Saved>): Promise<Saved | null> {
    if (this.saving()) return null;
    this.tried.set(true);
    const parsed = this.parsed();
    if ('invalid' in parsed) return null;
    this.progress.set('saving');
    try {
      const saved = await send(parsed.input);
      this.progress.set('idle');
      this.tried.set(false);
      return saved;
    } catch (failure) {
      const error = toApiError(failure);
      this.refuse(error.details, error.code === 'already-exists' ? 'taken' : 'invalid');
      this.progress.set(error.code);
      return null;
    }
  }

  private refuse(details: readonly ErrorDetail[], kind: ProblemKind): void {
    const values = new Map<string, unknown>(Object.entries(this.draft()));
    const fields = fieldsOfDetails(details).map(
      (field) => [field, { kind, value: values.get(field) }] as const,
    );
    this.refused.set(new Map(fields));
  }
}
