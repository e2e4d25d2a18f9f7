/**
 * SQL for as many rows as a parameter says. A bare `LIMIT ?` makes SQLite look at the value when it plans the statement, and so
 * plan it anew whenever it is bound: that takes longer than most reads (sqlite3ExprIsInteger in SQLite's expr.c).
 */
export const boundLimit = 'LIMIT ? + 0';
