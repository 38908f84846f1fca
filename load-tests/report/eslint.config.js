"use strict";

const js = require("@eslint/js");
const globals = require("globals");

// HtmlReport puts a page's scripts into one scope, in which each sees the names of the others: that all of them are
// there is for TypeScript to check, page by page (tsconfig.run.json, tsconfig.model.json, tsconfig.bench.json,
// tsconfig.chaos.json).
module.exports = [
  js.configs.recommended,
  {
    files: ["src/main/resources/fraud/report/page/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "script", globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off",
      "no-redeclare": "off",
      "no-unused-vars": ["error", { vars: "local", args: "after-used" }],
      "no-shadow": ["error", { hoist: "functions", allow: ["_"] }],
      "no-implicit-coercion": "error",
      "no-unused-expressions": "error",
      "no-else-return": "error",
      "no-param-reassign": "error",
      "array-callback-return": "error",
      "default-case-last": "error",
      "no-template-curly-in-string": "error",
      "no-self-compare": "error",
      "no-useless-concat": "error",
      "no-useless-return": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "no-var": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      eqeqeq: "error",
      curly: "error",
    },
  },
];
