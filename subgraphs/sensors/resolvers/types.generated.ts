import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Sensor as SensorModel, Site as SiteModel, Network as NetworkModel } from '../domain/sensor.ts';
import type { SensorConnection as SensorList, SiteConnection as SiteList } from './connections.ts';
import type { Nearby } from '../store/sensors.ts';
import type { SensorsContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An opaque place in a list or a stream. Keep it as it is; do not build one. */
  Cursor: { input: string; output: string; }
  /** An instant, ISO 8601 in UTC: 2026-11-23T06:00:00.000Z. */
  DateTime: { input: number; output: number; }
  /** A length of time, ISO 8601: PT1H, P1D, P1M. */
  Duration: { input: string; output: string; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** How the readings of one period become one number. */
export type Aggregate =
  /** How many readings there are. */
  | 'COUNT'
  /** The largest value. */
  | 'MAX'
  /** The arithmetic mean. */
  | 'MEAN'
  /** The middle value. */
  | 'MEDIAN'
  /** The smallest value. */
  | 'MIN'
  /** 5th percentile, linear between readings. */
  | 'P05'
  /** 95th percentile, linear between readings. */
  | 'P95'
  /** Sample standard deviation. */
  | 'STDDEV';

/** The id is taken by something that says otherwise. */
export type AlreadyRegistered = {
  __typename?: 'AlreadyRegistered';
  /** The id that is taken. */
  id: Scalars['ID']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
};

/** Whose a network is from now on. */
export type AssignNetworkInput = {
  /** Which network. */
  id: Scalars['ID']['input'];
  /** The organisation; null: none in particular. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
};

/** What came of assignNetwork. */
export type AssignNetworkPayload = AssignedNetwork | InvalidInput | NotRegistered;

/** The network is whose it was to be. */
export type AssignedNetwork = {
  __typename?: 'AssignedNetwork';
  /** As it stands now. */
  network: Network;
};

/** A box on the map; it crosses the 180th meridian where west > east. */
export type BoundingBoxInput = {
  /** Degrees east of the eastern edge. */
  east: Scalars['Float']['input'];
  /** Degrees north of the northern edge. */
  north: Scalars['Float']['input'];
  /** Degrees north of the southern edge. */
  south: Scalars['Float']['input'];
  /** Degrees east of the western edge. */
  west: Scalars['Float']['input'];
};

/** The name of this sensor or site in another system. */
export type ExternalId = {
  __typename?: 'ExternalId';
  /** Its id there. */
  id: Scalars['String']['output'];
  /** The other system: airqo, purpleair, openaq, airnow, sensor.community. */
  system: Scalars['String']['output'];
};

/** The name of this sensor in another system. */
export type ExternalIdInput = {
  /** Its id there. */
  id: Scalars['String']['input'];
  /** The other system: airqo, purpleair, openaq, airnow, sensor.community. */
  system: Scalars['String']['input'];
};

/** A position, WGS 84. */
export type GeoPoint = {
  __typename?: 'GeoPoint';
  /** Degrees north. */
  latitude: Scalars['Float']['output'];
  /** Degrees east. */
  longitude: Scalars['Float']['output'];
};

/** A position, WGS 84. */
export type GeoPointInput = {
  /** Degrees north, −90 to 90. */
  latitude: Scalars['Float']['input'];
  /** Degrees east, −180 to 180. */
  longitude: Scalars['Float']['input'];
};

/** Input that cannot be taken: the field at fault and why. */
export type InvalidInput = {
  __typename?: 'InvalidInput';
  /** The field at fault. */
  field: Scalars['String']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Gives a network to an organisation, or takes it from any: from then on its members and keys report its readings. [Admin] */
  assignNetwork: AssignNetworkPayload;
  /** Adds a network. [Admin] */
  registerNetwork: RegisterNetworkPayload;
  /** Adds a sensor. Registering the same id again with the same content changes nothing. [Admin] */
  registerSensor: RegisterSensorPayload;
  /** Adds a site. [Admin] */
  registerSite: RegisterSitePayload;
  /** Ends a deployment: its readings stay, new ones are refused. Again, it changes nothing. [Admin] */
  retireSensor: RetireSensorPayload;
  /** Changes what is given; what is left out stays; null takes an optional field away. [Admin] */
  updateSensor: UpdateSensorPayload;
};


export type MutationAssignNetworkArgs = {
  input: AssignNetworkInput;
};


export type MutationRegisterNetworkArgs = {
  input: RegisterNetworkInput;
};


export type MutationRegisterSensorArgs = {
  input: RegisterSensorInput;
};


export type MutationRegisterSiteArgs = {
  input: RegisterSiteInput;
};


export type MutationRetireSensorArgs = {
  input: RetireSensorInput;
};


export type MutationUpdateSensorArgs = {
  input: UpdateSensorInput;
};

/** A circle on the map. */
export type NearInput = {
  /** Degrees north. */
  lat: Scalars['Float']['input'];
  /** Degrees east. */
  lon: Scalars['Float']['input'];
  /** More than 0, at most 20,000. */
  radiusKm: Scalars['Float']['input'];
};

/** A sensor and how far it is. */
export type NearbySensor = {
  __typename?: 'NearbySensor';
  /** Seconds since then. */
  ageSeconds: Maybe<Scalars['Int']['output']>;
  /** Great-circle distance, kilometres. */
  distanceKm: Scalars['Float']['output'];
  /** When its newest reading of the quantity ended; null where none came yet. */
  latestAt: Maybe<Scalars['DateTime']['output']>;
  /** The sensor. */
  sensor: Sensor;
};

/** Sensors that are run together. */
export type Network = {
  __typename?: 'Network';
  /** How many of its sensors are heard. */
  health: NetworkHealth;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Who makes or runs the instruments. */
  maker: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The organisation that it belongs to; null: none in particular. */
  organisationId: Maybe<Scalars['ID']['output']>;
  /** Its sensors in the order of their names, page by page. */
  sensors: SensorConnection;
};


/** Sensors that are run together. */
export type NetworkSensorsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** How many of a network's sensors are heard. */
export type NetworkHealth = {
  __typename?: 'NetworkHealth';
  /** End of the period of the network's newest reading. */
  lastSeenAt: Maybe<Scalars['DateTime']['output']>;
  /** Sensors that are not heard. */
  offline: Scalars['Int']['output'];
  /** Sensors that are heard. */
  online: Scalars['Int']['output'];
  /** Sensors whose deployment has ended. */
  retired: Scalars['Int']['output'];
};

/** There is nothing of this id. */
export type NotRegistered = {
  __typename?: 'NotRegistered';
  /** The id that was looked for. */
  id: Scalars['ID']['output'];
  /** What is wrong, and what to do. */
  message: Scalars['String']['output'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Ask for the next page with after: endCursor. */
  endCursor: Maybe<Scalars['Cursor']['output']>;
  /** More items follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** The verdict of quality tests: the worst of those that ran. (QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail.) */
export type QualityFlag =
  /** Not usable. */
  | 'FAIL'
  /** Nothing speaks against it. */
  | 'GOOD'
  /** Use with care. */
  | 'SUSPECT'
  /** No test could be evaluated. */
  | 'UNKNOWN';

/** What is measured. */
export type Quantity =
  /** Black carbon. */
  | 'BC'
  /** Carbon monoxide. */
  | 'CO'
  /** Relative humidity. */
  | 'HUMIDITY'
  /** Nitric oxide. */
  | 'NO'
  /** Nitrogen dioxide. */
  | 'NO2'
  /** Nitrogen oxides, as NO2. */
  | 'NOX'
  /** Ozone. */
  | 'O3'
  /** Particles up to 1 µm, mass. */
  | 'PM1'
  /** Particles up to 10 µm, mass. */
  | 'PM10'
  /** Particles up to 2.5 µm, mass. */
  | 'PM25'
  /** Air pressure. */
  | 'PRESSURE'
  /** Sulphur dioxide. */
  | 'SO2'
  /** Air temperature. */
  | 'TEMPERATURE'
  /** Direction the wind comes from. */
  | 'WIND_DIRECTION'
  /** Wind speed. */
  | 'WIND_SPEED';

export type Query = {
  __typename?: 'Query';
  /** The nearest sensors of a quantity that are not retired, nearest first. [Public] */
  nearest: Maybe<Array<NearbySensor>>;
  /** All networks, 1,000 at most. [Public] */
  networks: Maybe<Array<Network>>;
  /** One sensor. Null where there is none of this id. [Public] */
  sensor: Maybe<Sensor>;
  /** Sensors in the order of their names, page by page. [Public] */
  sensors: Maybe<SensorConnection>;
  /** One site. Null where there is none of this id. [Public] */
  site: Maybe<Site>;
  /** Sites in the order of their names, page by page. [Public] */
  sites: Maybe<SiteConnection>;
};


export type QueryNearestArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  lat: Scalars['Float']['input'];
  lon: Scalars['Float']['input'];
  quantity?: InputMaybe<Quantity>;
};


export type QuerySensorArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySensorsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<SensorFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySiteArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySitesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<SiteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A new network. */
export type RegisterNetworkInput = {
  /** 1 to 64 of a–z, 0–9, - and _. */
  id: Scalars['ID']['input'];
  /** Who makes or runs it. */
  maker?: InputMaybe<Scalars['String']['input']>;
  /** Name for people. */
  name: Scalars['String']['input'];
  /** The organisation whose members and keys report its readings; an Admin's alone where it is left out. */
  organisationId?: InputMaybe<Scalars['ID']['input']>;
};

/** What became of it: success, or one of its typed problems. */
export type RegisterNetworkPayload = AlreadyRegistered | InvalidInput | RegisteredNetwork;

/** A new sensor. */
export type RegisterSensorInput = {
  /** Who is to be named where its data are shown. */
  attribution?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2; taken from the site where it is left out. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** When it began to measure here. */
  deployedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its names in other systems. */
  externalIds?: InputMaybe<Array<ExternalIdInput>>;
  /** 1 to 64 of a–z, 0–9, - and _; made from the name where it is left out. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it moves; its position is then the last one known. */
  isMobile?: InputMaybe<Scalars['Boolean']['input']>;
  /** What class of instrument it is. */
  kind?: InputMaybe<SensorKind>;
  /** Terms of its data: an SPDX id or a short text. */
  license?: InputMaybe<Scalars['String']['input']>;
  /** Taken from the site where it is left out. */
  location?: InputMaybe<GeoPointInput>;
  /** Who makes or runs it. */
  maker?: InputMaybe<Scalars['String']['input']>;
  /** The maker's name of the instrument. */
  model?: InputMaybe<Scalars['String']['input']>;
  /** Name for people. */
  name: Scalars['String']['input'];
  /** The network that it belongs to. */
  networkId: Scalars['ID']['input'];
  /** What it measures. */
  quantities: Array<Quantity>;
  /** One second to one day. Its status follows from it; unknown counts as one hour. */
  reportingInterval?: InputMaybe<Scalars['Duration']['input']>;
  /** Where it stands. */
  siteId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 of 1 to 40 of a–z, 0–9 and -. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** IANA name; taken from the site where it is left out. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** The variant of its particle values where its readings do not say. */
  variant?: InputMaybe<Variant>;
};

/** What became of it: success, or one of its typed problems. */
export type RegisterSensorPayload = AlreadyRegistered | InvalidInput | NotRegistered | RegisteredSensor;

/** A new site. */
export type RegisterSiteInput = {
  /** The town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 64 of a–z, 0–9, - and _. */
  id: Scalars['ID']['input'];
  /** Where it is. */
  location?: InputMaybe<GeoPointInput>;
  /** Name for people. */
  name: Scalars['String']['input'];
  /** IANA name. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it: success, or one of its typed problems. */
export type RegisterSitePayload = AlreadyRegistered | InvalidInput | RegisteredSite;

/** The network stands. */
export type RegisteredNetwork = {
  __typename?: 'RegisteredNetwork';
  /** As it stands now. */
  network: Network;
};

/** The sensor stands and may report. */
export type RegisteredSensor = {
  __typename?: 'RegisteredSensor';
  /** As it stands now. */
  sensor: Sensor;
};

/** The site stands. */
export type RegisteredSite = {
  __typename?: 'RegisteredSite';
  /** As it stands now. */
  site: Site;
};

/** Which sensor to retire, and since when. */
export type RetireSensorInput = {
  /** Not in the future; now where it is left out. */
  deployedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which sensor. */
  id: Scalars['ID']['input'];
};

/** What became of it: success, or one of its typed problems. */
export type RetireSensorPayload = InvalidInput | NotRegistered | RetiredSensor;

/** The sensor takes no more readings. */
export type RetiredSensor = {
  __typename?: 'RetiredSensor';
  /** As it stands now. */
  sensor: Sensor;
};

/** An instrument at a place. What OpenAQ calls a location, AirQo a device and SensorThings a Thing. */
export type Sensor = {
  __typename?: 'Sensor';
  /** Who is to be named where its data are shown. */
  attribution: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  country: Maybe<Scalars['String']['output']>;
  /** When it began to measure here. */
  deployedFrom: Maybe<Scalars['DateTime']['output']>;
  /** When its deployment ended. */
  deployedTo: Maybe<Scalars['DateTime']['output']>;
  /** Its names in other systems. */
  externalIds: Array<ExternalId>;
  /** Stable id; it never changes. */
  id: Scalars['ID']['output'];
  /** Whether it moves; its position is then the last one known. */
  isMobile: Scalars['Boolean']['output'];
  /** What class of instrument it is. */
  kind: SensorKind;
  /** End of the period of its newest reading. */
  lastSeenAt: Maybe<Scalars['DateTime']['output']>;
  /** Terms of its data: an SPDX id or a short text. */
  license: Maybe<Scalars['String']['output']>;
  /** Where it is. */
  location: Maybe<GeoPoint>;
  /** Who makes or runs it. */
  maker: Maybe<Scalars['String']['output']>;
  /** The maker's name of the instrument. */
  model: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The network that it belongs to. */
  network: Network;
  /** What it was declared to measure, or was heard to report. */
  quantities: Array<Quantity>;
  /** How often it reports. */
  reportingInterval: Maybe<Scalars['Duration']['output']>;
  /** Where it stands; null for sensors that were registered by position alone. */
  site: Maybe<Site>;
  /** Whether it is heard. */
  status: SensorStatus;
  /** What people sort sensors by, in the order of the alphabet: school, roadside. */
  tags: Array<Scalars['String']['output']>;
  /** IANA name. Local days are counted in it. */
  timeZone: Maybe<Scalars['String']['output']>;
  /** The variant of its particle values where its readings do not say. */
  variant: Maybe<Variant>;
};

/** A page of sensors. */
export type SensorConnection = {
  __typename?: 'SensorConnection';
  /** The items, each with its cursor. */
  edges: Array<SensorEdge>;
  /** The items. */
  nodes: Array<Sensor>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** All that match, on every page. */
  totalCount: Scalars['Int']['output'];
};

/** A sensor and its place in the list. */
export type SensorEdge = {
  __typename?: 'SensorEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: Sensor;
};

/** Conditions that must all hold. */
export type SensorFilter = {
  /** Inside this box. */
  bbox?: InputMaybe<BoundingBoxInput>;
  /** ISO 3166-1 alpha-2. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** One of these; at most 1,000. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of this class. */
  kind?: InputMaybe<SensorKind>;
  /** Inside this circle. */
  near?: InputMaybe<NearInput>;
  /** Of this network. */
  network?: InputMaybe<Scalars['ID']['input']>;
  /** That measures this. */
  quantity?: InputMaybe<Quantity>;
  /** At this site. */
  site?: InputMaybe<Scalars['ID']['input']>;
  /** In this state now. */
  status?: InputMaybe<SensorStatus>;
  /** With one of these tags; at most 20. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Part of the name, the id or an external id; upper and lower case are the same. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Reference monitors are certified instruments; low-cost sensors need correction. */
export type SensorKind =
  /** Cheap enough to be many; to be corrected. */
  | 'LOW_COST'
  /** A certified or regulatory instrument. */
  | 'REFERENCE'
  /** Nobody said. */
  | 'UNKNOWN';

/** Whether a sensor is heard. */
export type SensorStatus =
  /** Nothing newer has come, or nothing at all. */
  | 'OFFLINE'
  /** Its newest reading is at most three reporting intervals old (at least 15 minutes, and one hour to arrive). */
  | 'ONLINE'
  /** Its deployment has ended. */
  | 'RETIRED';

/** A place where sensors stand. */
export type Site = {
  __typename?: 'Site';
  /** The town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  country: Maybe<Scalars['String']['output']>;
  /** Stable id. */
  id: Scalars['ID']['output'];
  /** Where it is. */
  location: Maybe<GeoPoint>;
  /** Name for people. */
  name: Scalars['String']['output'];
  /** Its sensors in the order of their names, page by page. */
  sensors: SensorConnection;
  /** IANA name. */
  timeZone: Maybe<Scalars['String']['output']>;
};


/** A place where sensors stand. */
export type SiteSensorsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of sites. */
export type SiteConnection = {
  __typename?: 'SiteConnection';
  /** The items, each with its cursor. */
  edges: Array<SiteEdge>;
  /** The items. */
  nodes: Array<Site>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** All that match, on every page. */
  totalCount: Scalars['Int']['output'];
};

/** A site and its place in the list. */
export type SiteEdge = {
  __typename?: 'SiteEdge';
  /** Its place, for `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The item. */
  node: Site;
};

/** Conditions that must all hold. */
export type SiteFilter = {
  /** Inside this box. */
  bbox?: InputMaybe<BoundingBoxInput>;
  /** ISO 3166-1 alpha-2. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** Inside this circle. */
  near?: InputMaybe<NearInput>;
  /** With a sensor of this network. */
  network?: InputMaybe<Scalars['ID']['input']>;
  /** Part of the name, the id or the city; upper and lower case are the same. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The unit of a value. Each quantity has one canonical unit in which it is answered. */
export type Unit =
  /** °C */
  | 'CELSIUS'
  /** Degrees clockwise from north. */
  | 'DEGREE'
  /** hPa */
  | 'HECTOPASCAL'
  /** m/s */
  | 'METRE_PER_SECOND'
  /** µg/m³ */
  | 'MICROGRAM_PER_CUBIC_METRE'
  /** mg/m³ */
  | 'MILLIGRAM_PER_CUBIC_METRE'
  /** ppb, by volume */
  | 'PARTS_PER_BILLION'
  /** ppm, by volume */
  | 'PARTS_PER_MILLION'
  /** % */
  | 'PERCENT';

/** What to change of a sensor. */
export type UpdateSensorInput = {
  /** Who is to be named where its data are shown. */
  attribution?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** When it began to measure here. */
  deployedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its names in other systems. */
  externalIds?: InputMaybe<Array<ExternalIdInput>>;
  /** Which sensor. */
  id: Scalars['ID']['input'];
  /** Whether it moves; its position is then the last one known. */
  isMobile?: InputMaybe<Scalars['Boolean']['input']>;
  /** What class of instrument it is. */
  kind?: InputMaybe<SensorKind>;
  /** Terms of its data: an SPDX id or a short text. */
  license?: InputMaybe<Scalars['String']['input']>;
  /** Where it is. */
  location?: InputMaybe<GeoPointInput>;
  /** Who makes or runs it. */
  maker?: InputMaybe<Scalars['String']['input']>;
  /** The maker's name of the instrument. */
  model?: InputMaybe<Scalars['String']['input']>;
  /** Name for people. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What it measures. */
  quantities?: InputMaybe<Array<Quantity>>;
  /** How often it reports. */
  reportingInterval?: InputMaybe<Scalars['Duration']['input']>;
  /** Where it stands. */
  siteId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 of 1 to 40 of a–z, 0–9 and -: all that it is to have. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** IANA name; taken from the site where it is left out. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** The variant of its particle values where its readings do not say. */
  variant?: InputMaybe<Variant>;
};

/** What became of it: success, or one of its typed problems. */
export type UpdateSensorPayload = InvalidInput | NotRegistered | UpdatedSensor;

/** The sensor as it is now. */
export type UpdatedSensor = {
  __typename?: 'UpdatedSensor';
  /** As it stands now. */
  sensor: Sensor;
};

/** How a Plantower particle sensor computed its mass. */
export type Variant =
  /** From particle counts (Wallace et al. 2021). */
  | 'ALT'
  /** The factory's atmospheric form. */
  | 'ATM'
  /** The factory's CF=1. */
  | 'CF_1';

/** Which value of a reading. */
export type Version =
  /** After the corrections that its provenance names; the same as RAW where there is none. */
  | 'CORRECTED'
  /** As reported, in the canonical unit. */
  | 'RAW';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Network: Network;
  Sensor: Sensor;
  Site: Site;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Network:
    ( { __typename: 'Network' }
    & GraphQLRecursivePick<FederationTypes['Network'], {"id":true}> );
  Sensor:
    ( { __typename: 'Sensor' }
    & GraphQLRecursivePick<FederationTypes['Sensor'], {"id":true}> );
  Site:
    ( { __typename: 'Site' }
    & GraphQLRecursivePick<FederationTypes['Site'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AssignNetworkPayload:
    | ( Omit<AssignedNetwork, 'network'> & { network: _RefType['Network'] } )
    | ( InvalidInput )
    | ( NotRegistered )
  ;
  RegisterNetworkPayload:
    | ( AlreadyRegistered )
    | ( InvalidInput )
    | ( Omit<RegisteredNetwork, 'network'> & { network: _RefType['Network'] } )
  ;
  RegisterSensorPayload:
    | ( AlreadyRegistered )
    | ( InvalidInput )
    | ( NotRegistered )
    | ( Omit<RegisteredSensor, 'sensor'> & { sensor: _RefType['Sensor'] } )
  ;
  RegisterSitePayload:
    | ( AlreadyRegistered )
    | ( InvalidInput )
    | ( Omit<RegisteredSite, 'site'> & { site: _RefType['Site'] } )
  ;
  RetireSensorPayload:
    | ( InvalidInput )
    | ( NotRegistered )
    | ( Omit<RetiredSensor, 'sensor'> & { sensor: _RefType['Sensor'] } )
  ;
  UpdateSensorPayload:
    | ( InvalidInput )
    | ( NotRegistered )
    | ( Omit<UpdatedSensor, 'sensor'> & { sensor: _RefType['Sensor'] } )
  ;
};


/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Aggregate: Aggregate;
  AlreadyRegistered: ResolverTypeWrapper<AlreadyRegistered>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AssignNetworkInput: AssignNetworkInput;
  AssignNetworkPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AssignNetworkPayload']>;
  AssignedNetwork: ResolverTypeWrapper<Omit<AssignedNetwork, 'network'> & { network: ResolversTypes['Network'] }>;
  BoundingBoxInput: BoundingBoxInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  ExternalId: ResolverTypeWrapper<ExternalId>;
  ExternalIdInput: ExternalIdInput;
  GeoPoint: ResolverTypeWrapper<GeoPoint>;
  GeoPointInput: GeoPointInput;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearInput: NearInput;
  NearbySensor: ResolverTypeWrapper<Nearby>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Network: ResolverTypeWrapper<NetworkModel>;
  NetworkHealth: ResolverTypeWrapper<NetworkHealth>;
  NotRegistered: ResolverTypeWrapper<NotRegistered>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  QualityFlag: QualityFlag;
  Quantity: Quantity;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RegisterNetworkInput: RegisterNetworkInput;
  RegisterNetworkPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterNetworkPayload']>;
  RegisterSensorInput: RegisterSensorInput;
  RegisterSensorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterSensorPayload']>;
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterSitePayload']>;
  RegisteredNetwork: ResolverTypeWrapper<Omit<RegisteredNetwork, 'network'> & { network: ResolversTypes['Network'] }>;
  RegisteredSensor: ResolverTypeWrapper<Omit<RegisteredSensor, 'sensor'> & { sensor: ResolversTypes['Sensor'] }>;
  RegisteredSite: ResolverTypeWrapper<Omit<RegisteredSite, 'site'> & { site: ResolversTypes['Site'] }>;
  RetireSensorInput: RetireSensorInput;
  RetireSensorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetireSensorPayload']>;
  RetiredSensor: ResolverTypeWrapper<Omit<RetiredSensor, 'sensor'> & { sensor: ResolversTypes['Sensor'] }>;
  Sensor: ResolverTypeWrapper<SensorModel>;
  SensorConnection: ResolverTypeWrapper<SensorList>;
  SensorEdge: ResolverTypeWrapper<SensorModel>;
  SensorFilter: SensorFilter;
  SensorKind: SensorKind;
  SensorStatus: SensorStatus;
  Site: ResolverTypeWrapper<SiteModel>;
  SiteConnection: ResolverTypeWrapper<SiteList>;
  SiteEdge: ResolverTypeWrapper<SiteModel>;
  SiteFilter: SiteFilter;
  Unit: Unit;
  UpdateSensorInput: UpdateSensorInput;
  UpdateSensorPayload: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateSensorPayload']>;
  UpdatedSensor: ResolverTypeWrapper<Omit<UpdatedSensor, 'sensor'> & { sensor: ResolversTypes['Sensor'] }>;
  Variant: Variant;
  Version: Version;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AlreadyRegistered: AlreadyRegistered;
  ID: Scalars['ID']['output'];
  AssignNetworkInput: AssignNetworkInput;
  AssignNetworkPayload: ResolversUnionTypes<ResolversParentTypes>['AssignNetworkPayload'];
  AssignedNetwork: Omit<AssignedNetwork, 'network'> & { network: ResolversParentTypes['Network'] };
  BoundingBoxInput: BoundingBoxInput;
  Float: Scalars['Float']['output'];
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  ExternalId: ExternalId;
  ExternalIdInput: ExternalIdInput;
  GeoPoint: GeoPoint;
  GeoPointInput: GeoPointInput;
  InvalidInput: InvalidInput;
  Mutation: Record<PropertyKey, never>;
  NearInput: NearInput;
  NearbySensor: Nearby;
  Int: Scalars['Int']['output'];
  Network: NetworkModel;
  NetworkHealth: NetworkHealth;
  NotRegistered: NotRegistered;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RegisterNetworkInput: RegisterNetworkInput;
  RegisterNetworkPayload: ResolversUnionTypes<ResolversParentTypes>['RegisterNetworkPayload'];
  RegisterSensorInput: RegisterSensorInput;
  RegisterSensorPayload: ResolversUnionTypes<ResolversParentTypes>['RegisterSensorPayload'];
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: ResolversUnionTypes<ResolversParentTypes>['RegisterSitePayload'];
  RegisteredNetwork: Omit<RegisteredNetwork, 'network'> & { network: ResolversParentTypes['Network'] };
  RegisteredSensor: Omit<RegisteredSensor, 'sensor'> & { sensor: ResolversParentTypes['Sensor'] };
  RegisteredSite: Omit<RegisteredSite, 'site'> & { site: ResolversParentTypes['Site'] };
  RetireSensorInput: RetireSensorInput;
  RetireSensorPayload: ResolversUnionTypes<ResolversParentTypes>['RetireSensorPayload'];
  RetiredSensor: Omit<RetiredSensor, 'sensor'> & { sensor: ResolversParentTypes['Sensor'] };
  Sensor: SensorModel;
  SensorConnection: SensorList;
  SensorEdge: SensorModel;
  SensorFilter: SensorFilter;
  Site: SiteModel;
  SiteConnection: SiteList;
  SiteEdge: SiteModel;
  SiteFilter: SiteFilter;
  UpdateSensorInput: UpdateSensorInput;
  UpdateSensorPayload: ResolversUnionTypes<ResolversParentTypes>['UpdateSensorPayload'];
  UpdatedSensor: Omit<UpdatedSensor, 'sensor'> & { sensor: ResolversParentTypes['Sensor'] };
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type AccessDirectiveArgs = {
  policy: Scalars['String']['input'];
  sameForAll: Scalars['Boolean']['input'];
};

export type AccessDirectiveResolver<Result, Parent, ContextType = SensorsContext, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AlreadyRegisteredResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['AlreadyRegistered'] = ResolversParentTypes['AlreadyRegistered']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignNetworkPayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['AssignNetworkPayload'] = ResolversParentTypes['AssignNetworkPayload']> = {
  __resolveType: TypeResolveFn<'AssignedNetwork' | 'InvalidInput' | 'NotRegistered', ParentType, ContextType>;
};

export type AssignedNetworkResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['AssignedNetwork'] = ResolversParentTypes['AssignedNetwork']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type ExternalIdResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['ExternalId'] = ResolversParentTypes['ExternalId']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GeoPointResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['GeoPoint'] = ResolversParentTypes['GeoPoint']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MutationResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  assignNetwork?: Resolver<ResolversTypes['AssignNetworkPayload'], ParentType, ContextType, RequireFields<MutationAssignNetworkArgs, 'input'>>;
  registerNetwork?: Resolver<ResolversTypes['RegisterNetworkPayload'], ParentType, ContextType, RequireFields<MutationRegisterNetworkArgs, 'input'>>;
  registerSensor?: Resolver<ResolversTypes['RegisterSensorPayload'], ParentType, ContextType, RequireFields<MutationRegisterSensorArgs, 'input'>>;
  registerSite?: Resolver<ResolversTypes['RegisterSitePayload'], ParentType, ContextType, RequireFields<MutationRegisterSiteArgs, 'input'>>;
  retireSensor?: Resolver<ResolversTypes['RetireSensorPayload'], ParentType, ContextType, RequireFields<MutationRetireSensorArgs, 'input'>>;
  updateSensor?: Resolver<ResolversTypes['UpdateSensorPayload'], ParentType, ContextType, RequireFields<MutationUpdateSensorArgs, 'input'>>;
};

export type NearbySensorResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['NearbySensor'] = ResolversParentTypes['NearbySensor']> = {
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  distanceKm?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  latestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sensor?: Resolver<ResolversTypes['Sensor'], ParentType, ContextType>;
};

export type NetworkResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['Network'] = ResolversParentTypes['Network'], FederationReferenceType extends FederationReferenceTypes['Network'] = FederationReferenceTypes['Network']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Network']> | FederationReferenceType, FederationReferenceType, ContextType>;
  health?: Resolver<ResolversTypes['NetworkHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organisationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sensors?: Resolver<ResolversTypes['SensorConnection'], ParentType, ContextType, RequireFields<NetworkSensorsArgs, 'first'>>;
};

export type NetworkHealthResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['NetworkHealth'] = ResolversParentTypes['NetworkHealth']> = {
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  offline?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  online?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retired?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotRegisteredResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['NotRegistered'] = ResolversParentTypes['NotRegistered']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  nearest?: Resolver<Maybe<Array<ResolversTypes['NearbySensor']>>, ParentType, ContextType, RequireFields<QueryNearestArgs, 'first' | 'lat' | 'lon' | 'quantity'>>;
  networks?: Resolver<Maybe<Array<ResolversTypes['Network']>>, ParentType, ContextType>;
  sensor?: Resolver<Maybe<ResolversTypes['Sensor']>, ParentType, ContextType, RequireFields<QuerySensorArgs, 'id'>>;
  sensors?: Resolver<Maybe<ResolversTypes['SensorConnection']>, ParentType, ContextType, RequireFields<QuerySensorsArgs, 'first'>>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType, RequireFields<QuerySiteArgs, 'id'>>;
  sites?: Resolver<Maybe<ResolversTypes['SiteConnection']>, ParentType, ContextType, RequireFields<QuerySitesArgs, 'first'>>;
};

export type RegisterNetworkPayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisterNetworkPayload'] = ResolversParentTypes['RegisterNetworkPayload']> = {
  __resolveType: TypeResolveFn<'AlreadyRegistered' | 'InvalidInput' | 'RegisteredNetwork', ParentType, ContextType>;
};

export type RegisterSensorPayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisterSensorPayload'] = ResolversParentTypes['RegisterSensorPayload']> = {
  __resolveType: TypeResolveFn<'AlreadyRegistered' | 'InvalidInput' | 'NotRegistered' | 'RegisteredSensor', ParentType, ContextType>;
};

export type RegisterSitePayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisterSitePayload'] = ResolversParentTypes['RegisterSitePayload']> = {
  __resolveType: TypeResolveFn<'AlreadyRegistered' | 'InvalidInput' | 'RegisteredSite', ParentType, ContextType>;
};

export type RegisteredNetworkResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisteredNetwork'] = ResolversParentTypes['RegisteredNetwork']> = {
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisteredSensorResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisteredSensor'] = ResolversParentTypes['RegisteredSensor']> = {
  sensor?: Resolver<ResolversTypes['Sensor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RegisteredSiteResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RegisteredSite'] = ResolversParentTypes['RegisteredSite']> = {
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetireSensorPayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RetireSensorPayload'] = ResolversParentTypes['RetireSensorPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotRegistered' | 'RetiredSensor', ParentType, ContextType>;
};

export type RetiredSensorResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['RetiredSensor'] = ResolversParentTypes['RetiredSensor']> = {
  sensor?: Resolver<ResolversTypes['Sensor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SensorResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['Sensor'] = ResolversParentTypes['Sensor'], FederationReferenceType extends FederationReferenceTypes['Sensor'] = FederationReferenceTypes['Sensor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Sensor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attribution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deployedFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deployedTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  externalIds?: Resolver<Array<ResolversTypes['ExternalId']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMobile?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SensorKind'], ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType>;
  maker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  network?: Resolver<ResolversTypes['Network'], ParentType, ContextType>;
  quantities?: Resolver<Array<ResolversTypes['Quantity']>, ParentType, ContextType>;
  reportingInterval?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SensorStatus'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type SensorConnectionResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['SensorConnection'] = ResolversParentTypes['SensorConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SensorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Sensor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SensorEdgeResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['SensorEdge'] = ResolversParentTypes['SensorEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Sensor'], ParentType, ContextType>;
};

export type SiteResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site'], FederationReferenceType extends FederationReferenceTypes['Site'] = FederationReferenceTypes['Site']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Site']> | FederationReferenceType, FederationReferenceType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sensors?: Resolver<ResolversTypes['SensorConnection'], ParentType, ContextType, RequireFields<SiteSensorsArgs, 'first'>>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SiteConnectionResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['SiteConnection'] = ResolversParentTypes['SiteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SiteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Site']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SiteEdgeResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['SiteEdge'] = ResolversParentTypes['SiteEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
};

export type UpdateSensorPayloadResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['UpdateSensorPayload'] = ResolversParentTypes['UpdateSensorPayload']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'NotRegistered' | 'UpdatedSensor', ParentType, ContextType>;
};

export type UpdatedSensorResolvers<ContextType = SensorsContext, ParentType extends ResolversParentTypes['UpdatedSensor'] = ResolversParentTypes['UpdatedSensor']> = {
  sensor?: Resolver<ResolversTypes['Sensor'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = SensorsContext> = {
  AlreadyRegistered?: AlreadyRegisteredResolvers<ContextType>;
  AssignNetworkPayload?: AssignNetworkPayloadResolvers<ContextType>;
  AssignedNetwork?: AssignedNetworkResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  ExternalId?: ExternalIdResolvers<ContextType>;
  GeoPoint?: GeoPointResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NearbySensor?: NearbySensorResolvers<ContextType>;
  Network?: NetworkResolvers<ContextType>;
  NetworkHealth?: NetworkHealthResolvers<ContextType>;
  NotRegistered?: NotRegisteredResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RegisterNetworkPayload?: RegisterNetworkPayloadResolvers<ContextType>;
  RegisterSensorPayload?: RegisterSensorPayloadResolvers<ContextType>;
  RegisterSitePayload?: RegisterSitePayloadResolvers<ContextType>;
  RegisteredNetwork?: RegisteredNetworkResolvers<ContextType>;
  RegisteredSensor?: RegisteredSensorResolvers<ContextType>;
  RegisteredSite?: RegisteredSiteResolvers<ContextType>;
  RetireSensorPayload?: RetireSensorPayloadResolvers<ContextType>;
  RetiredSensor?: RetiredSensorResolvers<ContextType>;
  Sensor?: SensorResolvers<ContextType>;
  SensorConnection?: SensorConnectionResolvers<ContextType>;
  SensorEdge?: SensorEdgeResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  SiteConnection?: SiteConnectionResolvers<ContextType>;
  SiteEdge?: SiteEdgeResolvers<ContextType>;
  UpdateSensorPayload?: UpdateSensorPayloadResolvers<ContextType>;
  UpdatedSensor?: UpdatedSensorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SensorsContext> = {
  access?: AccessDirectiveResolver<any, any, ContextType>;
};
