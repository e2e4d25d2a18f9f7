import type { StateMachine } from 'aws-local-stepfunctions';

/** States that one execution of these machines enters. The two do the same, each in its query language. */
export const TRANSITIONS = 8;
export const TASKS = ['Profile', 'Value', 'Plan'];

const task = (name: string, Next: string) => ({
  Type: 'Task',
  Resource: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
  TimeoutSeconds: 60,
  Next,
});

export const jsonataMachine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Output: { customerId: '{% $states.input.customerId %}', level: 2 }, Next: 'Profile' },
    Profile: { ...task('Profile', 'Grade'), Arguments: { customerId: '{% $states.input.customerId %}', level: 2 } },
    Grade: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.level = 1 %}', Next: 'Low' }],
      Default: 'Value',
    },
    Low: { Type: 'Fail' },
    Value: { ...task('Value', 'Keep'), Arguments: { customerId: '{% $states.input.customerId %}' } },
    Keep: { Type: 'Pass', Output: { valued: '{% $states.input %}' }, Next: 'Plan' },
    Plan: { ...task('Plan', 'Shape'), Arguments: { customer: '{% $states.input.valued.customerId %}' } },
    Shape: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

export const jsonpathMachine: StateMachine['definition'] = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Parameters: { 'customerId.$': '$.customerId', level: 2 }, Next: 'Profile' },
    Profile: { ...task('Profile', 'Grade'), Parameters: { 'customerId.$': '$.customerId', level: 2 } },
    Grade: { Type: 'Choice', Choices: [{ Variable: '$.level', NumericEquals: 1, Next: 'Low' }], Default: 'Value' },
    Low: { Type: 'Fail' },
    Value: { ...task('Value', 'Keep'), Parameters: { 'customerId.$': '$.customerId' } },
    Keep: { Type: 'Pass', Parameters: { 'valued.$': '$' }, Next: 'Plan' },
    Plan: { ...task('Plan', 'Shape'), Parameters: { 'customer.$': '$.valued.customerId' } },
    Shape: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** Half of the executions wait for time, half for an answer with a token. */
export const waitingMachine = {
  QueryLanguage: 'JSONata',
  StartAt: 'For',
  States: {
    For: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.number % 2 = 0 %}', Next: 'Time' }],
      Default: 'Answer',
    },
    Time: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', End: true },
    Answer: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: '{% $states.input.seconds %}',
      End: true,
    },
  },
};
