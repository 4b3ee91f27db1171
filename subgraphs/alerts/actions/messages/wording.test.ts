import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeNotice } from '../../testing/notices.ts';
import { exampleVariables } from './example.ts';
import { variablesOf } from './variables.ts';
import { parseWording } from './wording.ts';

const problems = (body: string) => parseWording({ subject: null, body });

describe('words of somebody’s own', () => {
  it('may be none, or use what there is', () => {
    expect(parseWording({ subject: null, body: null })).toEqual([]);
    expect(parseWording({ subject: '{{ rule | upcase }}', body: '{{ count }} {{ unit }}' })).toEqual([]);
    expect(
      problems(
        Object.keys(exampleVariables)
          .map((name) => `{{ ${name} }}`)
          .join(' '),
      ),
    ).toEqual([]);
  });

  it.each([
    ['{{ rules }}', 'There is no variable rules.'],
    ['{{ incidents[0].rule }}', 'incidents.0.rule, line:1'],
    ['One\n{% if %}', 'line:2'],
    ['{{ rule | loud }}', 'undefined filter: loud'],
    ['{% include "/etc/passwd" %}', 'tag "include" not found'],
    ['{% render "x" %}', 'tag "render" not found'],
    ['{% layout "x" %}', 'tag "layout" not found'],
    ['{{ rule.constructor }}', 'undefined variable: rule.constructor'],
    ['{% for i in (1..100000000) %}x{% endfor %}', 'limit exceeded'],
    ['{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}', 'limit exceeded'],
  ])('%s is no template: %s', (body, reason) => {
    const [problem, ...others] = problems(body);
    expect(problem).toMatchObject({ field: 'wording.body', code: 'NOT_A_TEMPLATE' });
    expect(problem?.reason).toContain(reason);
    expect(others).toEqual([]);
  });

  it('are short enough', () => {
    expect(parseWording({ subject: 'x'.repeat(201), body: 'x'.repeat(4_001) })).toMatchObject([
      { field: 'wording.subject', code: 'TOO_LONG' },
      { field: 'wording.body', code: 'TOO_LONG' },
    ]);
    expect(parseWording({ subject: 'x'.repeat(200), body: 'x'.repeat(4_000) })).toEqual([]);
  });

  it('are tried on as many variables as a message has', () => {
    const links = { unsubscribe: null, confirm: null, alert: () => null };
    const real = variablesOf(makeNotice(), { language: 'en', timeZone: 'UTC' }, links);
    expect(Object.keys(exampleVariables).sort()).toEqual(Object.keys(real ?? {}).sort());
  });

  it('are told on the page on receiving alerts, each variable and the example', () => {
    const url = new URL('../../../../docs/how-to/receive-alerts.md', import.meta.url);
    const page = readFileSync(url, 'utf8');
    const [, example = ''] = /```liquid\n([\s\S]*?)```/.exec(page) ?? [];
    expect(problems(example)).toEqual([]);
    for (const name of Object.keys(exampleVariables)) expect(page).toContain(`\`${name}\``);
  });
});
