<?php

use PHPUnit\Framework\TestCase;

final class CartTest extends TestCase
{
    public function testAddsAnItem(): void
    {
        $this->assertTrue(true);
    }

    public function testPaysTheTotal(): void
    {
        $this->assertSame(4, 3, 'three is not four');
    }

    public function testReadsThePrice(): void
    {
        throw new TypeError('no price');
    }

    public function testSendsAGift(): void
    {
        $this->markTestSkipped('no gifts today');
    }

    public function testGivesADiscount(): void
    {
        $this->markTestIncomplete('later');
    }

    public function testSaysNothing(): void
    {
    }

    /** @dataProvider prices */
    public function testCosts(int $price): void
    {
        $this->assertLessThan(3, $price);
    }

    public function prices(): array
    {
        return ['one' => [1], '<b>"A & B"</b> 🚀' => [3]];
    }
}
