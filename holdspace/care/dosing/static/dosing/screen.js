// @ts-check
/** What the session screen does beside recording: its chart, the ages of its values, its clock, its lock, staying awake. */
import "./chart.js";
import "./lock.js";
import "./skew.js";
import "./stale.js";
import "./wake.js";
