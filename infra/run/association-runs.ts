/** How the room of correlations runs associations, for the benchmark that measures it from outside. */
export { isProblem, openRuns, readDaily, readSpecification } from '@aqmrg/correlations';
