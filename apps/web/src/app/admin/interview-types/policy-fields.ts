import { Component, computed, input, model } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { TranslocoDirective } from '@jsverse/transloco';
import { PolicySentence } from '../../policy/policy-sentence';
import { FieldControl, FormField } from '../forms/form-field';
import {
  type PolicyDraft,
  policyNumbers,
  type PolicyNumber,
  policyProblem,
  readPolicy,
} from './policy-draft';

/** What is agreed about changes and absences, with the sentence that candidates read. */
@Component({
  selector: 'gr-policy-fields',
  imports: [FieldControl, FormField, MatSlideToggle, PolicySentence, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h2>{{ t('admin.policy.heading') }}</h2>
      <div class="pair">
        @for (name of names; track name) {
          <gr-form-field
            [name]="name"
            [label]="t('admin.policy.' + name)"
            [hint]="t('admin.policy-hint.' + name)"
            [problem]="problem(name)"
          >
            <input
              #field
              grControl
              class="gr-input"
              inputmode="numeric"
              autocomplete="off"
              maxlength="4"
              [value]="draft()[name]"
              (input)="set(name, field.value)"
            />
          </gr-form-field>
        }
      </div>
      <div class="switch">
        <mat-slide-toggle
          [checked]="draft().outcomeMode === 'automatic'"
          aria-describedby="outcome-hint"
          (change)="setMode($event.checked)"
          ><span class="toggle-label">{{ t('admin.policy.automatic') }}</span></mat-slide-toggle
        >
        <p class="gr-hint" id="outcome-hint">{{ t('admin.policy-hint.automatic') }}</p>
      </div>
      @if (policy(); as readable) {
        <p class="gr-notice">
          <span
            >{{ t('admin.policy.preview') }}
            <gr-policy-sentence [policy]="readable" [free]="free()" />
          </span>
        </p>
      }
    </ng-container>
  `,
  styleUrl: '../form-page.scss',
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--gr-space-5);
    }
  `,
})
export class PolicyFields {
  protected readonly names = policyNumbers;

  readonly draft = model.required<PolicyDraft>();
  /** Somebody tried to save it: what is wrong is called so. */
  readonly tried = input(false);
  /** Nothing is paid. */
  readonly free = input(false);

  protected readonly policy = computed(() => readPolicy(this.draft()));

  protected problem(name: PolicyNumber) {
    return this.tried() ? policyProblem(this.draft(), name) : null;
  }

  protected set(name: PolicyNumber, value: string): void {
    this.draft.update((draft) => ({ ...draft, [name]: value }));
  }

  protected setMode(isAutomatic: boolean): void {
    this.draft.update((draft) => ({ ...draft, outcomeMode: isAutomatic ? 'automatic' : 'propose' }));
  }
}
