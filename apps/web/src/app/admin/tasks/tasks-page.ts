import { Component, computed, inject, input } from '@angular/core';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { onPageReturn } from '../../platform/page-return';
import { AdminIcon } from '../icon';
import { ListFrame } from '../lists/list-frame';
import { ShowMore } from '../lists/show-more';
import { OpenTasks } from './open-tasks';
import { TaskCard } from './task-card';
import { taskPages } from './task-pages';

/** `/admin/tasks`: what waits for an administrator, and what was resolved. Which of them is part of the address. */
@Component({
  selector: 'gr-admin-tasks-page',
  imports: [
    AdminIcon,
    ListFrame,
    MatChipListbox,
    MatChipOption,
    RouterLink,
    ShowMore,
    TaskCard,
    TranslocoDirective,
  ],
  template: `
    <gr-list-frame
      texts="admin.tasks"
      rowHeight="10rem"
      [list]="pages"
      [none]="shown() === 'open' ? 'none' : 'none-resolved'"
      *transloco="let t"
    >
      <button frameAction class="gr-button gr-button-outlined" type="button" (click)="reload()">
        <gr-admin-icon name="refresh" />{{ t('admin.refresh') }}
      </button>
      <mat-chip-listbox
        frameChoice
        hideSingleSelectionIndicator
        [aria-label]="t('admin.tasks.filter')"
        [value]="shown()"
        (change)="show($event.value)"
      >
        <mat-chip-option value="open">{{ t('admin.tasks.open') }}</mat-chip-option>
        <mat-chip-option value="resolved">{{ t('admin.tasks.resolved') }}</mat-chip-option>
      </mat-chip-listbox>

      <ul role="list">
        @for (task of pages.items(); track task.id) {
          <li><gr-task-card [task]="task" (changed)="reload()" /></li>
        }
      </ul>
      <gr-show-more texts="admin.tasks" [pages]="pages" />

      <a frameEmpty class="gr-button gr-button-tonal" routerLink="/admin/interviews">{{
        t('admin.interviews.show-all')
      }}</a>
    </gr-list-frame>
  `,
  styles: `
    mat-chip-listbox {
      display: block;
      margin-block-end: var(--gr-space-5);

      --mat-chip-container-height: 40px;
      --mat-chip-container-shape-radius: 20px;
      --mat-chip-outline-color: var(--mat-sys-outline-variant);
      --mat-chip-label-text-size: var(--gr-text-s);
    }

    ul {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--gr-space-4);
      max-inline-size: 56rem;
    }
  `,
})
export class TasksPage {
  private readonly router = inject(Router);
  private readonly openTasks = inject(OpenTasks);

  /** Of the query; anything else than `resolved` shows what is open. */
  readonly status = input<string>();

  protected readonly shown = computed(() => (this.status() === 'resolved' ? 'resolved' : 'open'));
  protected readonly pages = taskPages(this.shown);

  constructor() {
    onPageReturn(() => this.pages.refresh());
  }

  /** @param choice what is open where the chip that was chosen is taken back. */
  protected show(choice: string | undefined): void {
    void this.router.navigate([], { queryParams: choice === 'resolved' ? { status: choice } : {} });
  }

  protected reload(): void {
    this.pages.reload();
    this.openTasks.reload();
  }
}
