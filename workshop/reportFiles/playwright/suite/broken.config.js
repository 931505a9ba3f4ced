module.exports = { ...require('./shop.config.js'), testMatch: 'broken.spec.js' };
