import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  model,
} from '@angular/core';
import type { StepDefinition, WorkflowCatalogue, WorkflowDefinition } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import { Announcer } from '../../platform/announcer';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { ConditionsEditor } from './conditions-editor';
import { type Choice, ConfigForm } from './config-form';
import { moveStep, newStep, settingsFor } from './definition-edits';
import type { DefinitionProblems } from './definition-problems';
import { named, type Tell } from './workflow-words';

/** What a workflow says: what sets it off, on which conditions, and its steps in their order. */
@Component({
  selector: 'gr-definition-editor',
  imports: [AdminIcon, ConditionsEditor, ConfigForm, TranslocoDirective],
  templateUrl: './definition-editor.html',
  styleUrl: './definition-editor.scss',
})
export class DefinitionEditor {
  private readonly notices = inject(Notices);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly definition = model.required<WorkflowDefinition>();
  readonly catalogue = input.required<WorkflowCatalogue>();
  readonly problems = input.required<DefinitionProblems>();
  /** What settings can be chosen from, by their name. */
  readonly choices = input<ReadonlyMap<string, readonly Choice[]>>(new Map());

  protected readonly named = named;
  protected readonly trigger = computed(() => {
    const { kind } = this.definition().trigger;
    return this.catalogue().triggers.find((trigger) => trigger.kind === kind);
  });
  /** What conditions can ask for: of the occasion only what this trigger tells. */
  protected readonly fields = computed(() => {
    const provided = this.trigger()?.provides ?? [];
    return this.catalogue().fields.filter(
      ({ source, name }) => source === 'interview' || provided.includes(name),
    );
  });
  protected readonly steps = computed(() =>
    this.definition().steps.map((step, index) => ({
      ...step,
      path: `steps.${index}`,
      schema: this.catalogue().actions.find(({ kind }) => kind === step.kind)?.configSchema,
    })),
  );

  protected chooseTrigger(name: string): void {
    const trigger = this.catalogue().triggers.find(({ kind }) => kind === name);
    if (!trigger) return;
    const config = settingsFor(trigger, this.definition().trigger.config);
    this.change({ trigger: { kind: trigger.kind, config } });
  }

  protected configureTrigger(config: Record<string, unknown>): void {
    this.change({ trigger: { ...this.definition().trigger, config } });
  }

  protected change(parts: Partial<WorkflowDefinition>): void {
    this.definition.update((definition) => ({ ...definition, ...parts }));
  }

  protected changeStep(index: number, parts: Partial<StepDefinition>): void {
    const { steps } = this.definition();
    const step = steps[index];
    if (step) this.change({ steps: steps.with(index, { ...step, ...parts }) });
  }

  protected add(kind: string, tell: Tell): void {
    const action = this.catalogue().actions.find((one) => one.kind === kind);
    if (!action) return;
    const { steps } = this.definition();
    const step = newStep(action, steps);
    this.change({ steps: [...steps, step] });
    this.announcer.announce(tell('admin.workflow.step-added', { number: steps.length + 1 }));
    this.focusOn(`step-${step.key}`);
  }

  /** The focus stays on the button, which goes along with its step. */
  protected move(from: number, to: number, tell: Tell): void {
    const { steps } = this.definition();
    const step = steps[from];
    if (!step || to < 0 || to >= steps.length) return;
    this.change({ steps: moveStep(steps, from, to) });
    this.announcer.announce(tell('admin.workflow.step-moved', { number: to + 1 }));
    this.focusOn(`step-${step.key}-${to < from ? 'up' : 'down'}`);
  }

  protected remove(index: number, tell: Tell): void {
    const before = this.definition().steps;
    this.change({ steps: before.toSpliced(index, 1) });
    this.notices.offer(tell('admin.workflow.step-removed'), tell('admin.undo'), () =>
      this.change({ steps: before }),
    );
    this.focusOn('add-step');
  }

  private focusOn(id: string): void {
    const focus = () => this.element.nativeElement.querySelector<HTMLElement>(`[id="${id}"]`)?.focus();
    afterNextRender(focus, { injector: this.injector });
  }
}
