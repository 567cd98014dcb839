import { Component, computed, inject, input, model } from '@angular/core';
import type { WorkflowCatalogue, WorkflowCondition } from '@greenroom/contracts';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ProblemKind } from '../forms/field-problems';
import { AdminIcon } from '../icon';
import { Notices } from '../questions/notices';
import { firstCondition, takesList, valueFor } from './definition-edits';
import { type DefinitionProblems, problemAt } from './definition-problems';
import { typedNumber } from './setting-fields';
import { named, type Tell } from './workflow-words';

type Field = WorkflowCatalogue['fields'][number];

/** Conditions that all have to hold: what is compared, how, and with what. */
@Component({
  selector: 'gr-conditions-editor',
  imports: [AdminIcon, TranslocoDirective],
  templateUrl: './conditions-editor.html',
  styleUrl: './conditions-editor.scss',
})
export class ConditionsEditor {
  private readonly notices = inject(Notices);

  readonly conditions = model.required<WorkflowCondition[]>();
  /** What can be asked for here. */
  readonly fields = input.required<readonly Field[]>();
  /** Where the conditions are in the definition, for example `steps.0.conditions`. */
  readonly path = input.required<string>();
  readonly problems = input.required<DefinitionProblems>();

  protected readonly named = named;
  protected readonly takesList = takesList;
  protected readonly rows = computed(() =>
    this.conditions().map((condition, index) => ({
      condition,
      id: `${this.path().replaceAll('.', '-')}-${index}`,
      field: this.fields().find(({ name }) => name === condition.field),
      problem: problemAt(this.problems(), `${this.path()}.${index}`),
    })),
  );

  protected add(): void {
    const [field] = this.fields();
    if (field) this.conditions.update((conditions) => [...conditions, firstCondition(field)]);
  }

  protected remove(index: number, tell: Tell): void {
    const before = this.conditions();
    this.conditions.set(before.toSpliced(index, 1));
    this.notices.offer(tell('admin.workflow.condition-removed'), tell('admin.undo'), () =>
      this.conditions.set(before),
    );
  }

  protected chooseField(index: number, name: string): void {
    const field = this.fields().find((one) => one.name === name);
    if (field) this.replace(index, firstCondition(field));
  }

  protected chooseOperator(index: number, field: Field, name: string): void {
    const condition = this.conditions()[index];
    const operator = field.operators.find((one) => one === name);
    if (condition && operator)
      this.replace(index, { ...condition, operator, value: valueFor(field, operator, condition.value) });
  }

  protected typeNumber(index: number, text: string): void {
    this.setValue(index, typedNumber(text) ?? '');
  }

  protected toggle(index: number, option: string, chosen: boolean): void {
    const value = this.conditions()[index]?.value;
    const others = Array.isArray(value) ? value.filter((one) => one !== option) : [];
    this.setValue(index, chosen ? [...others, option] : others);
  }

  protected setValue(index: number, value: WorkflowCondition['value']): void {
    const condition = this.conditions()[index];
    if (condition) this.replace(index, { ...condition, value });
  }

  protected isChosen({ value }: WorkflowCondition, option: string): boolean {
    return Array.isArray(value) ? value.includes(option) : value === option;
  }

  protected complaint(tell: Tell, kind: ProblemKind): string {
    return tell(kind === 'missing' ? 'admin.problem.missing' : 'admin.workflow.condition-does-not-fit');
  }

  private replace(index: number, condition: WorkflowCondition): void {
    this.conditions.update((conditions) => conditions.with(index, condition));
  }
}
