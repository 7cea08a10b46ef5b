// @ts-check
/** What the session screen does beside recording: its chart, its lock, the ages of its values, staying awake. */
import "./chart.js";
