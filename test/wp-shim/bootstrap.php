<?php
/**
 * What PHPUnit loads first.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

require __DIR__ . '/boot.php';
require __DIR__ . '/cases/PluginCase.php';
require __DIR__ . '/cases/WooCommerceCase.php';

boot();
