module.exports = { testMatch: ['**/*.test.js'], testTimeout: 1_000 };
