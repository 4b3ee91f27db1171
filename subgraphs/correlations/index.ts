export { readDaily } from './actions/read-daily.ts';
export { readSpecification } from './actions/read-specification.ts';
export { openRuns, type Runs } from './actions/runs/runs.ts';
export { isProblem, type Problem } from './domain/problem.ts';
export { associationOf } from './domain/report/association.ts';
