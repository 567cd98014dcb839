import type { StepSubject, WorkflowRun, WorkflowStep, WorkflowSummary } from '@greenroom/contracts';
import type { Formatter } from '../../platform/formatter';
import { named, nameOf, type Tell } from '../workflows/workflow-words';

/** What a step does, to whom: "Reminder: e-mail to the candidate". */
export function stepWords(tell: Tell, format: Formatter, { kind, subject }: WorkflowStep): string {
  return subject === null ? named(tell, 'action', kind) : subjectWords(tell, format, subject);
}

function subjectWords(tell: Tell, format: Formatter, subject: StepSubject): string {
  switch (subject.about) {
    case 'message': {
      const template = named(tell, 'option', subject.template);
      const words = { template, address: subject.address ?? '' };
      return tell(`admin.step.message.${subject.channel}.${subject.to}`, words);
    }
    case 'webhook': {
      const { endpointName, event } = subject;
      return endpointName === null
        ? tell('admin.step.webhook-gone', { event })
        : tell('admin.step.webhook', { event, endpoint: endpointName });
    }
    case 'status':
      return tell('admin.step.status', { status: tell(`interview.status.${subject.to}`) });
    case 'wait':
      return waitWords(tell, format, subject);
  }
}

function waitWords(
  tell: Tell,
  format: Formatter,
  { anchor, minutes }: Extract<StepSubject, { about: 'wait' }>,
): string {
  const side = minutes === 0 ? 'at' : minutes < 0 ? 'before' : 'after';
  const duration = format.duration(Math.abs(minutes) * 60);
  return tell(`admin.step.wait.${anchor === 'turn' ? 'turn' : `${anchor}-${side}`}`, { duration });
}

/** What the workflow of a run is called now; as it was called then, where it is not known any more. */
export function runTitle(tell: Tell, run: WorkflowRun, workflows: readonly WorkflowSummary[]): string {
  const workflow = workflows.find(({ id }) => id === run.workflowId);
  return workflow ? nameOf(tell, workflow) : run.workflowName;
}
