import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut } from '#workflows/diagram/layout.ts';
import { planOf, titleOf } from '#workflows/diagram/plan.ts';
import { drawMermaid, drawSvg } from '#workflows/diagram.ts';
import { readDefinition } from '#workflows/graph.ts';
import { stateMachines, type Workflow } from '#workflows/load.ts';

describe.each(stateMachines())('the picture of $name', (workflow) => {
  test('in the docs is the one of the state machine (vitest -u draws it anew)', async () => {
    await expect(drawSvg(workflow)).toMatchFileSnapshot(`../../docs/${workflow.name}.svg`);
    await expect(drawMermaid(workflow)).toMatchFileSnapshot(`../../docs/${workflow.name}.mmd`);
  });

  test('shows every state by its name', () => {
    const states = Object.keys(readDefinition(workflow.definition).States);
    const svg = drawSvg(workflow);
    const text = drawMermaid(workflow);
    expect(states.filter((name) => !svg.includes(`>${titleOf(name)}</text>`))).toEqual([]);
    expect(states.filter((name) => !text.includes(`"${titleOf(name)}"`))).toEqual([]);
  });

  test('is drawn alike for light and dark readers, and says in words what it is', () => {
    const svg = drawSvg(workflow);
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).toMatch(/role="img" aria-labelledby="title what"/);
    expect(svg).not.toMatch(/="#[0-9a-f]{6}"/);
  });
});

describe('any process', () => {
  const state = (count: number) => {
    const target = fc.integer({ min: 0, max: count }).map((index) => (index === count ? 'Ended' : `S${index}`));
    const comment = fc.constantFrom(
      'Short.',
      'A longer sentence that says what this state of the process is about, at length.',
    );
    return fc.oneof(
      fc.record({ Type: fc.constant('Task'), Next: target, Comment: comment }),
      fc.record({ Type: fc.constant('Task'), End: fc.constant(true), Comment: comment }),
      fc.record({
        Type: fc.constant('Task'),
        Resource: fc.constant('arn:aws:states:::lambda:invoke.waitForTaskToken'),
        Next: target,
        Catch: fc.tuple(fc.record({ ErrorEquals: fc.constant(['States.Timeout']), Next: target })),
      }),
      fc.record({
        Type: fc.constant('Choice'),
        Choices: fc.array(fc.record({ Condition: fc.constant("{% $states.input.next = 'on' %}"), Next: target }), {
          minLength: 1,
          maxLength: 3,
        }),
        Default: target,
      }),
    );
  };
  const process = fc.integer({ min: 1, max: 9 }).chain((count) =>
    fc.tuple(...Array.from({ length: count }, () => state(count))).map((states): Workflow => {
      const named = Object.fromEntries(states.map((body, index) => [`S${index}`, body]));
      return {
        name: 'any',
        definition: JSON.stringify({ StartAt: 'S0', States: { ...named, Ended: { Type: 'Succeed' } } }),
      };
    }),
  );
  const pictureOf = ({ definition }: Workflow) => {
    const read = readDefinition(definition);
    return layOut(read, planOf(read), 0);
  };

  test('is drawn without two boxes upon each other', () => {
    fc.assert(
      fc.property(process, (workflow) => {
        const boxes = [...pictureOf(workflow).boxes.values()];
        const clash = boxes.some((a, index) =>
          boxes.slice(index + 1).some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
        );
        expect(clash).toBe(false);
      }),
    );
  });

  test('is drawn with lines that go straight across or straight down, from box to box', () => {
    fc.assert(
      fc.property(process, (workflow) => {
        for (const { points } of pictureOf(workflow).lines) {
          const bends = points
            .slice(1)
            .map(([x, y], index) => [x - (points[index]?.[0] ?? 0), y - (points[index]?.[1] ?? 0)]);
          expect(bends.every(([dx, dy]) => dx === 0 || dy === 0)).toBe(true);
        }
      }),
    );
  });

  test('is drawn the same every time', () => {
    fc.assert(
      fc.property(process, (workflow) => {
        expect(drawSvg(workflow)).toBe(drawSvg(workflow));
      }),
    );
  });
});

test('what is written in a definition cannot break the picture', () => {
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Comment: '<b>&"x"', End: true } } });
  expect(drawSvg({ name: 'a-b', definition })).toContain('&lt;b&gt;&amp;&quot;x&quot;');
});
