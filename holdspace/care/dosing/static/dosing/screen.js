// @ts-check
/** What the session screen does beside recording: its chart, the ages of its values, its clock, staying awake. */
import "./chart.js";
import "./skew.js";
import "./stale.js";
import "./wake.js";
