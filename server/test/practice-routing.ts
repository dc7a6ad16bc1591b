import { loadModule, parseSync } from 'libpg-query';

/** The tables that hold something other than rows of one practice each. */
export type TableKeys = Readonly<Record<string, string | null>>;

/**
 * Says by which parameters a statement's tables are bound to a practice: `$1` for `practice_id = $1`,
 * also when the equality leads there over other columns. A database that is distributed by practice
 * sends a statement to one machine when there is one such parameter.
 */
export interface Routing {
  /** Parameters that name the practice. */
  by: string[];
  /** Tables for which none does. */
  unbound: string[];
}

/** A node of the tree that Postgres' parser makes: an object with one key, its kind. */
type Node = Record<string, unknown>;

/** What stands in FROM: of each column that carries a practice, the parameter that it equals. */
interface Relation {
  table?: string;
  /** The column by which a table is distributed; null for one that every machine holds. */
  key?: string | null;
  boundTo: Map<string, string>;
}

interface Scope {
  relations: Map<string, Relation>;
  outer: Scope | undefined;
  ctes: Map<string, Relation>;
}

const readsOrWrites: ReadonlySet<string> = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']);

type Edge = { left: Node; right: Node; only?: ReadonlySet<string> };

await loadModule();

/** @param keys tables that are not distributed by `practice_id`: the column instead, or null for none. */
export function routingOf(text: string, keys: TableKeys): Routing {
  const { stmts } = parseSync(text) as unknown as { stmts: { stmt: Node }[] };
  const [only, ...more] = stmts;
  if (!only || more.length > 0) throw new Error('expected one statement');
  const walk = new Walk(keys);
  walk.query(only.stmt, undefined, new Map());
  return { by: [...walk.by].toSorted(), unbound: [...walk.unbound].toSorted() };
}

class Walk {
  readonly by = new Set<string>();
  readonly unbound = new Set<string>();

  constructor(private readonly keys: TableKeys) {}

  /** Walks a query, and gives what its columns are bound to. */
  query(node: Node, outer: Scope | undefined, known: Map<string, Relation>): Relation {
    const [kind, query] = entry(node);
    if (!readsOrWrites.has(kind)) return { boundTo: new Map() };
    const ctes = new Map(known);
    for (const cte of list(at(query, 'withClause', 'ctes'))) {
      const [, { ctename, ctequery }] = entry(cte) as unknown as [string, { ctename: string; ctequery: Node }];
      const arm = at(entry(ctequery)[1], 'larg');
      // What a recursive query begins with says what its columns are bound to.
      if (arm) ctes.set(ctename, this.query({ SelectStmt: arm }, outer, ctes));
      ctes.set(ctename, this.query(ctequery, outer, ctes));
    }
    if (query['larg']) return this.#union(query, outer, ctes);
    const scope: Scope = { relations: new Map(), outer, ctes };
    const from = [...list(query['fromClause']), ...list(query['usingClause'])];
    const target = query['relation'] as Node | undefined;
    const edges: Edge[] = [];
    if (target) this.#add({ RangeVar: target }, scope, edges);
    const derived = from.flatMap((each) => this.#add(each, scope, edges));
    edges.push(...equalities(query['whereClause'] as Node | undefined));
    this.#bind(scope, edges, derived);
    if (kind === 'InsertStmt') this.#bindInserted(query, target, scope);
    this.#settle(scope);
    this.#subqueries(
      [query['targetList'], query['whereClause'], query['havingClause'], query['returningClause']],
      scope,
    );
    this.#subqueries([query['valuesLists'], query['onConflictClause'], ...from], scope);
    const results = list(query['valuesLists'])[0];
    if (results) return this.#columns(list(at(entry(results)[1], 'items')), scope);
    return this.#columns(list(at(query, 'returningClause', 'exprs') ?? query['targetList']), scope);
  }

  #union(query: Node, outer: Scope | undefined, ctes: Map<string, Relation>): Relation {
    const arms = [query['larg'], query['rarg']].map((arm) => this.query({ SelectStmt: arm }, outer, ctes));
    const [left, right] = arms;
    const inBoth = (column: string, value: string) => right?.boundTo.get(column) === value;
    return { boundTo: new Map([...(left?.boundTo ?? [])].filter(([column, value]) => inBoth(column, value))) };
  }

  /** Adds what stands in FROM, and gives the sub-selects in it, which are looked into when more is known. */
  #add(node: Node, scope: Scope, edges: Edge[]): { alias: string; subquery: Node }[] {
    const [kind, from] = entry(node);
    const alias = aliasOf(from);
    if (kind === 'JoinExpr') return this.#join(from, scope, edges);
    if (kind === 'RangeVar') {
      const name = String(from['relname']);
      if (from['schemaname'] || name.startsWith('pg_')) return [];
      const cte = scope.ctes.get(name);
      const key = name in this.keys ? (this.keys[name] ?? null) : 'practice_id';
      scope.relations.set(alias, cte ? { boundTo: new Map(cte.boundTo) } : { table: name, key, boundTo: new Map() });
      return [];
    }
    scope.relations.set(alias, { boundTo: new Map() });
    return kind === 'RangeSubselect' ? [{ alias, subquery: from }] : [];
  }

  #join(join: Node, scope: Scope, edges: Edge[]): { alias: string; subquery: Node }[] {
    if (join['isNatural'] || join['usingClause']) throw new Error('a join says with ON what is equal');
    const before = new Set(scope.relations.keys());
    const left = this.#add(join['larg'] as Node, scope, edges);
    const between = new Set(scope.relations.keys());
    const right = this.#add(join['rarg'] as Node, scope, edges);
    const added = [...scope.relations.keys()];
    const bindable = {
      JOIN_INNER: added.filter((alias) => !before.has(alias)),
      JOIN_LEFT: added.filter((alias) => !between.has(alias)),
      JOIN_RIGHT: added.filter((alias) => between.has(alias) && !before.has(alias)),
    }[String(join['jointype'])];
    const only = new Set(bindable);
    for (const { left: one, right: other } of equalities(join['quals'] as Node | undefined)) {
      edges.push({ left: one, right: other, only });
    }
    return [...left, ...right];
  }

  /** Follows equalities until nothing more is bound. */
  #bind(scope: Scope, edges: readonly Edge[], derived: readonly { alias: string; subquery: Node }[]): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const { left, right, only } of edges) {
        changed = this.#follow(left, right, only, scope) || changed;
        changed = this.#follow(right, left, only, scope) || changed;
      }
      for (const { alias, subquery } of derived) {
        const quiet = new Walk(this.keys);
        const found = this.#named(quiet.query(subquery['subquery'] as Node, scope, scope.ctes), subquery);
        const relation = scope.relations.get(alias);
        for (const [column, value] of found.boundTo) {
          if (relation?.boundTo.get(column) === value) continue;
          relation?.boundTo.set(column, value);
          changed = true;
        }
      }
    }
    for (const { subquery } of derived) this.query(subquery['subquery'] as Node, scope, scope.ctes);
  }

  /** `AS n (practice_id, id)` gives the columns of a sub-select other names. */
  #named(found: Relation, subquery: Node): Relation {
    const names = list(at(subquery, 'alias', 'colnames')).map((name) => String(at(name, 'String', 'sval')));
    if (names.length === 0) return found;
    const byPosition = [...found.boundTo].flatMap(([column, value]) => {
      const position = /^\d+$/.exec(column);
      const name = position && names[Number(column)];
      return name ? ([[name, value]] as const) : [];
    });
    return { boundTo: new Map(byPosition) };
  }

  #follow(to: Node, from: Node, only: ReadonlySet<string> | undefined, scope: Scope): boolean {
    const column = columnOf(to);
    if (!column) return false;
    const value = this.#valueOf(from, scope);
    if (value === undefined) return false;
    const found = this.#find(column, scope, true);
    if (!found || (only && !only.has(found.alias)) || found.relation.boundTo.has(column.name)) return false;
    found.relation.boundTo.set(column.name, value);
    return true;
  }

  /** The parameter that an expression is equal to; undefined when it may be anything. */
  #valueOf(node: Node, scope: Scope): string | undefined {
    const [kind, value] = entry(node);
    if (kind === 'TypeCast') return this.#valueOf(value['arg'] as Node, scope);
    if (kind === 'ParamRef') return `$${String(value['number'])}`;
    if (kind === 'SubLink' && value['subLinkType'] === 'EXPR_SUBLINK') {
      const quiet = new Walk(this.keys);
      return quiet.query(value['subselect'] as Node, scope, scope.ctes).boundTo.get('0');
    }
    const column = columnOf(node);
    return column && this.#find(column, scope, false)?.relation.boundTo.get(column.name);
  }

  #find(
    column: Column,
    scope: Scope | undefined,
    hereOnly: boolean,
  ): { alias: string; relation: Relation } | undefined {
    if (!scope) return undefined;
    for (const [alias, relation] of scope.relations) {
      const has = relation.boundTo.has(column.name) || relation.key === column.name;
      if (column.alias === undefined ? has || scope.relations.size === 1 : alias === column.alias) {
        return { alias, relation };
      }
    }
    return hereOnly ? undefined : this.#find(column, scope.outer, false);
  }

  /** A row that is added belongs to the practice that its column is given. */
  #bindInserted(insert: Node, target: Node | undefined, scope: Scope): void {
    const source = insert['selectStmt'] as Node | undefined;
    const relation = target && scope.relations.get(aliasOf(target));
    if (!source || !relation) return;
    const rows = this.query(source, scope.outer, scope.ctes);
    list(insert['cols']).forEach((column, position) => {
      const value = rows.boundTo.get(String(position));
      if (value !== undefined) relation.boundTo.set(String(entry(column)[1]['name']), value);
    });
  }

  #settle({ relations }: Scope): void {
    for (const { table, key, boundTo } of relations.values()) {
      if (!table || key === null || key === undefined) continue;
      const value = boundTo.get(key);
      if (value !== undefined) this.by.add(value);
      else if (!(table in this.keys)) this.unbound.add(table);
    }
  }

  /** Walks the queries inside expressions. */
  #subqueries(expressions: readonly unknown[], scope: Scope): void {
    for (const expression of expressions) {
      if (typeof expression !== 'object' || expression === null) continue;
      for (const [kind, inner] of Object.entries(expression)) {
        if (kind === 'SubLink') this.query((inner as Node)['subselect'] as Node, scope, scope.ctes);
        // What stands in FROM was walked already.
        if (kind !== 'RangeSubselect')
          this.#subqueries([kind === 'SubLink' ? (inner as Node)['testexpr'] : inner], scope);
      }
    }
  }

  /** What the columns of a result are bound to, by name and by position. */
  #columns(targets: readonly Node[], scope: Scope): Relation {
    const boundTo = new Map<string, string>();
    targets.forEach((target, position) => {
      const [kind, column] = entry(target);
      const expression = (kind === 'ResTarget' ? column['val'] : target) as Node;
      const named = columnOf(expression);
      if (named?.name === '*') {
        for (const [alias, relation] of scope.relations) {
          if (named.alias !== undefined && named.alias !== alias) continue;
          for (const [name, value] of relation.boundTo) boundTo.set(name, value);
        }
        return;
      }
      const value = this.#valueOf(expression, scope);
      if (value === undefined) return;
      boundTo.set(String(position), value);
      const name = kind === 'ResTarget' ? ((column['name'] as string | undefined) ?? named?.name) : undefined;
      if (name !== undefined) boundTo.set(name, value);
    });
    return { boundTo };
  }
}

/** The name by which a part of FROM is spoken of. */
const aliasOf = (from: Node): string => (at(from, 'alias', 'aliasname') ?? from['relname'] ?? '') as string;

interface Column {
  alias: string | undefined;
  name: string;
}

function columnOf(node: Node): Column | undefined {
  const [kind, column] = entry(node);
  if (kind !== 'ColumnRef') return undefined;
  const names = list(column['fields']).map((field) => ('A_Star' in field ? '*' : String(at(field, 'String', 'sval'))));
  return names.length > 1 ? { alias: names[0], name: names[1] ?? '' } : { alias: undefined, name: names[0] ?? '' };
}

/** The equalities that hold for every row: those joined by AND. */
function equalities(condition: Node | undefined): Edge[] {
  if (!condition) return [];
  const [kind, node] = entry(condition);
  if (kind === 'BoolExpr' && node['boolop'] === 'AND_EXPR') return list(node['args']).flatMap(equalities);
  const isEqual =
    kind === 'A_Expr' && node['kind'] === 'AEXPR_OP' && at(list(node['name'])[0], 'String', 'sval') === '=';
  if (!isEqual) return [];
  const [left, right] = [node['lexpr'] as Node, node['rexpr'] as Node];
  const [lefts, rights] = [left, right].map((side) => list(at(side, 'RowExpr', 'args')));
  if (lefts?.length && rights?.length === lefts.length) {
    return lefts.flatMap((each, index) => (rights[index] ? [{ left: each, right: rights[index] }] : []));
  }
  return [{ left, right }];
}

const entry = (node: Node): [string, Node] => (Object.entries(node)[0] ?? ['', {}]) as [string, Node];
const list = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : []);
const at = (node: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Node | undefined)?.[key], node);
