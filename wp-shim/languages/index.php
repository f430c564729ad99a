<?php
/**
 * Silence is golden.
 *
 * @package Tillbridge
 */
