/** Resolvers by type name. Each room's own map is typed by its generated `Resolvers`; here only its outline matters. */
export type IResolvers = Readonly<Record<string, object>>;
