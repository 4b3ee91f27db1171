import { Liquid, type Template } from 'liquidjs';

/** So long a template may be: what the graph promises. */
export const longest = { subject: 200, body: 4_000 } as const;
export type WordingField = keyof typeof longest;

/** What would read other templates. There are none, and looking for them is nobody's business. */
const readers = ['include', 'render', 'layout', 'block'];

/** How much one template may take: characters and items that are made, and milliseconds. */
const limits = { memoryLimit: 200_000, renderLimit: 200 } as const;
const longestOutput = 20_000;

const createEngine = (): Liquid => {
  const engine = new Liquid({
    ...{ strictVariables: true, strictFilters: true, ownPropertyOnly: true, lenientIf: true },
    ...{
      parseLimit: longest.body,
      dynamicPartials: false,
      relativeReference: false,
      templates: {},
      cache: false,
    },
    // one place where times are made local is enough
    timezoneOffset: 0,
  });
  for (const name of readers) delete engine.tags[name];
  return engine;
};

const engine = createEngine();

/** Throws where it is no template. */
export const parseTemplate = (text: string): Template[] => engine.parse(text);

/** The names that a template takes from outside of it. */
export const namesIn = (template: Template[]): string[] => engine.globalVariablesSync(template);

/** Throws where it asks for what is not there, or for more than it may take. */
export const renderTemplate = (template: Template[], variables: object): string => {
  const text: string = engine.renderSync(template, variables, { ...limits, sync: true });
  return text.slice(0, longestOutput);
};
