import { openWarmUp } from "./warm-up.js";

openWarmUp();
